import Testing
import Workflows

@Suite("Routing", .mayNotHang)
struct RoutingTests {
  @Test func `follows a branch by what a step returns`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("branch", input: Start<Int>.self, output: String.self) {
        Step("decide") { (event: Start<Int>, _) -> Either<Left, Right> in
          event.input < 0 ? .first(Left(n: event.input)) : .second(Right(n: event.input))
        }
        Step("left") { (event: Left, _) in Stop("left \(event.n)") }
        Step("right") { (event: Right, _) in Stop("right \(event.n)") }
      }
      let left = try await lab.run(workflow, -1).result
      let right = try await lab.run(workflow, 1).result
      #expect(left == "left -1")
      #expect(right == "right 1")
    }
  }

  @Test func `goes round a loop as often as its steps say`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("loop", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (event: Start<Int>, _) in Number(n: event.input) }
        Step("round") { (event: Number, _) -> Either<Number, Stop<Int>> in
          event.n == 0 ? .second(Stop(0)) : .first(Number(n: event.n - 1))
        }
      }
      let result = try await lab.run(workflow, 20_000).result
      #expect(result == 0)
    }
  }

  @Test func `brings the elements of an array to their step, in order`() async throws {
    try await inLab { lab in
      let seen = Recorder<Int>()
      let workflow = InlineWorkflow("fan", input: Start<Int>.self, output: [Int].self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("join", numWorkers: 1) { (event: Number, context) -> Stop<[Int]>? in
          seen.append(event.n)
          return context.collectEvents(event, count: 50).map { Stop($0.map(\.n)) }
        }
      }
      let result = try await lab.run(workflow, 50).result
      #expect(result == Array(0..<50))
      #expect(seen.values == Array(0..<50))
    }
  }

  @Test func `brings what a step sends to the steps that take it, while the sender goes on`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("send", input: Start<Int>.self, output: Int.self) {
        Step("send", sends: Number.self) { (event: Start<Int>, context) in
          for n in 0..<event.input { context.sendEvent(Number(n: n)) }
          try await gate.pass()
        }
        Step("take", numWorkers: 1) { (event: Number, context) -> Stop<Int>? in
          guard let all = context.collectEvents(event, count: 10) else { return nil }
          gate.open()
          return Stop(all.map(\.n).reduce(0, +))
        }
      }
      let result = try await lab.run(workflow, 10).result
      #expect(result == 45)
    }
  }

  @Test func `brings an event to every step that takes it, in declaration order`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("broadcast", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (_: Start<Int>, _) in Number(n: 1) }
        for name in ["zebra", "ape", "mouse"] {
          Step(name) { (event: Number, _) in Left(n: event.n) }
        }
        Step("end") { (event: Left, context) -> Stop<Int>? in
          context.collectEvents(event, count: 3).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 1, options: .init(recordsInternalEvents: true))
      let started = await handler.all(StepStateChanged.self).filter { $0.inputEventName == "Number" }
      let names = started.filter { $0.stepState == .running }.map(\.name)
      #expect(names == ["zebra", "ape", "mouse"])
    }
  }

  @Test func `gives a step with a union whichever event came`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("union", input: Start<Int>.self, output: [String].self) {
        Step("fan") { (_: Start<Int>, _) -> [Either<Left, Right>] in
          [.first(Left(n: 1)), .second(Right(n: 2)), .first(Left(n: 3))]
        }
        Step("either", numWorkers: 1) { (event: Either<Left, Right>, _) -> Text in
          switch event {
          case .first(let left): Text(text: "left \(left.n)")
          case .second(let right): Text(text: "right \(right.n)")
          }
        }
        Step("join", numWorkers: 1) { (event: Text, context) -> Stop<[String]>? in
          context.collectEvents(event, count: 3).map { Stop($0.map(\.text).sorted()) }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == ["left 1", "left 3", "right 2"])
    }
  }

  @Test func `ends a branch that returns nil or nothing, and goes on with the others`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("some", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<10).map { Number(n: $0) } }
        Step("log") { (_: Number, _) in }
        Step("odd") { (event: Number, _) -> Left? in event.n % 2 == 1 ? Left(n: event.n) : nil }
        Step("join") { (event: Left, context) -> Stop<Int>? in
          context.collectEvents(event, count: 5).map { Stop($0.map(\.n).reduce(0, +)) }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 25)
    }
  }

  @Test func `takes the first stop event of an array and drops the rest`() async throws {
    try await inLab { lab in
      let ran = Box(false)
      let workflow = InlineWorkflow("list", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) -> [Either<Number, Stop<Int>>] in
          [.first(Number(n: 1)), .second(Stop(1)), .second(Stop(2))]
        }
        Step("other") { (_: Number, _) in ran.value = true }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 1)
      #expect(!ran.value)
    }
  }

  @Test func `knows its events among many types`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("many", input: Start<Int>.self, output: Int.self) {
        Step("0") { (_: Start<Int>, _) in Many<A0>() }
        Step("1") { (_: Many<A0>, _) in Many<A1>() }
        Step("2") { (_: Many<A1>, _) in Many<A2>() }
        Step("3") { (_: Many<A2>, _) in Many<A3>() }
        Step("4") { (_: Many<A3>, _) in Many<Many<A0>>() }
        Step("5") { (_: Many<Many<A0>>, _) in Many<Many<A1>>() }
        Step("6") { (_: Many<Many<A1>>, _) in Many<Many<A2>>() }
        Step("7") { (_: Many<Many<A2>>, _) in Many<Many<A3>>() }
        Step("8") { (_: Many<Many<A3>>, _) in Left(n: 1) }
        Step("9") { (_: Left, _) in Right(n: 1) }
        Step("10") { (_: Right, _) in Number(n: 1) }
        Step("11") { (_: Number, _) in Text(text: "") }
        Step("12") { (_: Text, _) in Stop(12) }
      }
      try workflow.validate()
      let result = try await lab.run(workflow, 0).result
      #expect(result == 12)
    }
  }

  @Test func `brings a start event that a step returns to whoever takes it`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("again") { (event: Start<Int>, _) -> Either<Start<Int>, Stop<Int>> in
          event.input < 10 ? .first(Start(event.input + 3)) : .second(Stop(event.input))
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 12)
    }
  }

  @Test func `brings a question to the stream, and then to the steps that take it`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "who?") }
        Step("note") { (question: Question, context) in
          context.writeEventToStream(Progress(msg: "noted"))
          return Stop(question.text)
        }
      }
      let handler = lab.run(workflow, 0)
      let result = try await handler.result
      #expect(result == "who?")
      #expect(await handler.allNames() == ["Question", "Progress", "StopEvent"])
    }
  }

  struct A0: Event {}
  struct A1: Event {}
  struct A2: Event {}
  struct A3: Event {}
  struct Many<Inner: Event>: Event {}
}
