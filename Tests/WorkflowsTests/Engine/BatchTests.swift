import Testing
import Workflows
import WorkflowsTesting

private typealias Sums = InlineWorkflow<Start<Int>, Stop<[Int]>, NoState>

@Suite("A batch", .mayNotHang)
struct BatchTests {
  /// Fans out into numbers, lets something happen to each, and joins what comes of them.
  private func batch<Output: StepOutput>(
    collect: Collect = .all, numWorkers: Int = 4, retry: RetryPolicy? = nil,
    _ body: @escaping @Sendable (Number, WorkflowContext<Sums>) async throws -> Output
  ) -> Sums {
    Sums("batch", output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
      Step("work", .init(numWorkers: numWorkers, retry: retry, sends: Left.self), body)
      Step("join", collect: collect) { (lefts: [Left], _) in Stop(lefts.map(\.n)) }
    }
  }

  @Test(arguments: [1, 2, 1_000])
  func `is given to the step that takes an array, once, with all of its members`(count: Int) async throws {
    try await inLab { lab in
      let result = try await lab.run(batch { number, _ in Left(n: number.n) }, count).result
      #expect(result.sorted() == Array(0..<count))
    }
  }

  @Test func `has its members in the order in which they arrive`() async throws {
    let workflow = batch { number, context in
      try await context.sleep(for: .seconds(10 - number.n))
      return Left(n: number.n)
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 4).result
      simulation.expect(result == [3, 2, 1, 0], "the members came as \(result)")
    }
  }

  @Test func `that is empty is given to the step too`() async throws {
    try await inLab { lab in
      let result = try await lab.run(batch { number, _ in Left(n: number.n) }, 0).result
      #expect(result == [])
    }
  }

  @Test func `is none where nil was returned instead`() async throws {
    try await inLab { lab in
      let joins = Box(0)
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) -> [Number]? in nil }
        Step("join") { (numbers: [Number], _) -> Stop<Int> in
          joins.change { $0 += 1 }
          return Stop(0)
        }
      }
      #expect(await lab.run(workflow, 1).failureCode() == .stuck)
      #expect(joins.value == 0)
    }
  }

  @Test func `does without the branches that return nothing`() async throws {
    try await inLab { lab in
      let result = try await lab.run(batch { number, _ in number.n % 3 == 0 ? Left(n: number.n) : nil }, 10).result
      #expect(result.sorted() == [0, 3, 6, 9])
    }
  }

  @Test func `waits for what follows from its members, loops included`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("loop") { (number: Number, _) -> Either<Number, Left> in
          number.n < 100 ? .first(Number(n: number.n + 7)) : .second(Left(n: number.n))
        }
        Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n)) }
      }
      let result = try await lab.run(workflow, 7).result
      #expect(result.sorted() == [100, 101, 102, 103, 104, 105, 106])
    }
  }

  @Test func `within another one hands its result to that`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("outer") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("inner") { (number: Number, _) in (0..<number.n).map { Left(n: $0 + 1) } }
        Step("sum") { (lefts: [Left], _) in Right(n: lefts.reduce(0) { $0 + $1.n }) }
        Step("all") { (rights: [Right], _) in Stop(rights.map(\.n)) }
      }
      let result = try await lab.run(workflow, 5).result
      #expect(result.sorted() == [0, 1, 3, 6, 10])
    }
  }

  @Test func `of one step within itself is one of its own each time`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("split") { (event: Either<Start<Int>, Number>, _) -> [Either<Number, Left>] in
          let depth =
            switch event {
            case .first(let start): start.input;
            case .second(let number): number.n
            }
          if depth == 0 { return [.second(Left(n: 1))] }
          return [.first(Number(n: depth - 1)), .first(Number(n: depth - 1))]
        }
        Step("end") { (left: Left, _) -> Stop<Int>? in left.n == 8 ? Stop(left.n) : nil }
        Step("sum") { (lefts: [Left], _) in Left(n: lefts.reduce(0) { $0 + $1.n }) }
      }
      let result = try await lab.run(workflow, 3).result
      #expect(result == 8)
    }
  }

  @Test func `may be collected by several steps, and worked on by others`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("log") { (_: Number, context) in context.writeEventToStream(Progress(msg: "")) }
        Step("sum") { (numbers: [Number], _) in Left(n: numbers.reduce(0) { $0 + $1.n }) }
        Step("count") { (numbers: [Number], _) in Right(n: numbers.count) }
        Step("both") { (sum: Left, count: Right, _) in Stop(sum.n * 1_000 + count.n) }
      }
      let handler = lab.run(workflow, 11)
      let result = try await handler.result
      #expect(result == 55_011)
      #expect(await handler.all(Progress.self).count == 11)
    }
  }

  @Test func `may have members of several types`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("fan") { (event: Start<Int>, _) -> [Either<Left, Right>] in
          (0..<event.input).map { $0 % 2 == 0 ? .first(Left(n: $0)) : .second(Right(n: $0)) }
        }
        Step("join") { (sides: [Either<Left, Right>], _) in
          Stop(sides.map { if case .first(let left) = $0 { left.n } else { -1 } })
        }
      }
      let result = try await lab.run(workflow, 4).result
      #expect(result == [0, -1, 2, -1])
    }
  }

  @Test func `never has members of another one`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("one") { (event: Start<Int>, _) in [Number(n: 1), Number(n: 2)] }
        Step("two") { (event: Start<Int>, _) in [Number(n: 10), Number(n: 20)] }
        Step("join") { (numbers: [Number], _) in Left(n: numbers.reduce(0) { $0 + $1.n }) }
        Step("end") { (left: Left, context) -> Stop<[Int]>? in
          context.collectEvents(left, count: 2).map { Stop($0.map(\.n)) }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result.sorted() == [3, 30])
    }
  }

  @Test func `includes what its members send`() async throws {
    try await inLab { lab in
      let result = try await lab.run(
        batch { number, context -> Left? in
          for add in [1, 2] { context.sendEvent(Left(n: number.n * 10 + add)) }
          return nil
        }, 2
      ).result
      #expect(result.sorted() == [1, 2, 11, 12])
    }
  }

  @Test func `waits for a member that is tried again`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        batch(retry: .exponentialBackoff(maxAttempts: 3)) { number, context in
          if number.n == 1, context.attempt < 3 { throw Boom() }
          return Left(n: number.n)
        }, 3)
      for _ in 0..<2 {
        await lab.deadlines(1)
        #expect(!handler.isDone)
        lab.clock.advance(by: .seconds(60))
      }
      let result = try await handler.result
      #expect(result.sorted() == [0, 1, 2])
    }
  }

  @Test func `fails the run when a member fails for good`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        batch { number, _ -> Left? in
          if number.n == 1 { throw Boom() }
          return Left(n: number.n)
        }, 3)
      #expect(await handler.failure() is Boom)
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.stepName == "work")
    }
  }

  @Test func `is said to be what the step takes that it is given to`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        batch { number, _ in Left(n: number.n) }, 2, options: RunOptions(recordsInternalEvents: true))
      let changes = await handler.all(StepStateChanged.self).filter { $0.name == "join" }
      #expect(changes.map(\.inputEventName) == ["CollectionReleaseEvent", "CollectionReleaseEvent"])
    }
  }

  @Test func `whose array has a stop event is not opened`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) -> [Either<Number, Stop<Int>>] in [.first(Number(n: 1)), .second(Stop(7))]
        }
        Step("join") { (numbers: [Number], _) -> Stop<Int> in Stop(0) }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 7)
    }
  }

  @Test func `is opened by an array alone, and not by an event that is returned instead of one`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("fan") { (event: Start<Int>, _) -> Either<[Number], Number> in
          event.input > 0 ? .first((1...event.input).map { Number(n: $0) }) : .second(Number(n: 0))
        }
        Step("alone") { (number: Number, _) -> Stop<String>? in number.n == 0 ? Stop("alone") : nil }
        Step("join") { (numbers: [Number], _) in Stop("a batch of \(numbers.count)") }
      }
      let batch = try await lab.run(workflow, 3).result
      #expect(batch == "a batch of 3")
      #expect(lab.lines == [])
      let alone = try await lab.run(workflow, 0).result
      #expect(alone == "alone")
      #expect(lab.lines == [Self.strayLine])
    }
  }

  private static let strayLine =
    "a step takes an event as a member of a batch, but it belongs to none and was dropped; return it in an array, or from "
    + "a step that an array led to"

  @Test func `gets no members from without, neither sent to whoever takes them nor by name`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("fan") { (event: Start<Int>, context) in
          context.sendEvent(Number(n: 8))
          let refused = #expect(throws: WorkflowError.self) { try context.sendEvent(Number(n: 9), to: "join") }
          #expect(refused?.code == .notAccepted)
          #expect(refused?.message.contains("as a member of a batch, which cannot be sent to it by name") == true)
          return [Number(n: event.input)]
        }
        Step("join") { (numbers: [Number], _) in Stop(numbers.map(\.n)) }
      }
      let result = try await lab.run(workflow, 1).result
      #expect(result == [1])
      #expect(lab.lines == [Self.strayLine])
      #expect(lab.log.first?.metadata["step"] == "join")
    }
  }

  @Test func `waits for another one where the step that collects them has one worker`() async throws {
    try await inLab { lab in
      let (gate, crowd) = (Gate(), Crowd())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        for name in ["one", "two", "three"] { Step(name) { (event: Start<Int>, _) in [Number(n: event.input)] } }
        Step("join", numWorkers: 1) { (numbers: [Number], _) in
          crowd.enter()
          defer { crowd.leave() }
          try await gate.pass()
          return Left(n: numbers.count)
        }
        Step("end") { (left: Left, context) -> Stop<Int>? in
          context.collectEvents(left, count: 3).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 1, options: RunOptions(recordsInternalEvents: true))
      var changes = handler.streamEvents(exposeInternal: true).of(StepStateChanged.self).makeAsyncIterator()
      var queued = 0
      while queued < 2, let change = await changes.next() {
        if change.name == "join", change.stepState == .preparing { queued += 1 }
      }
      gate.open()
      let result = try await handler.result
      #expect(result == 3)
      #expect(crowd.most == 1)
    }
  }

  @Test func `is given to another attempt with the same members`() async throws {
    try await inLab { lab in
      let batches = Recorder<[Int]>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("join", retry: .constantDelay(.zero, maxAttempts: 3)) { (numbers: [Number], context) in
          batches.append(numbers.map(\.n))
          if context.attempt < 3 { throw Boom() }
          return Stop(numbers.count)
        }
      }
      let result = try await lab.run(workflow, 2).result
      #expect(result == 2)
      #expect(batches.values == [[0, 1], [0, 1], [0, 1]])
    }
  }
}
