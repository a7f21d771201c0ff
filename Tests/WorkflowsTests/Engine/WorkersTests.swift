import Testing
import Workflows

@Suite("The workers of a step", .mayNotHang)
struct WorkersTests {
  /// Fans out `count` numbers to a step that waits at a gate.
  private func fan(
    _ count: Int, workers: Int, _ gate: Gate, _ crowd: Crowd, _ order: Recorder<Int>
  ) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("fan", output: Int.self) {
      Step("fan") { (_: Start<Int>, _) in (0..<count).map { Number(n: $0) } }
      Step("work", numWorkers: workers) { (event: Number, context) -> Stop<Int>? in
        crowd.enter()
        defer { crowd.leave() }
        order.append(event.n)
        try await gate.pass()
        return context.collectEvents(event, count: count).map { Stop($0.count) }
      }
    }
  }

  @Test(arguments: [1, 2, 4, 7])
  func `are never more than the step has`(workers: Int) async throws {
    try await inLab { lab in
      let (gate, crowd, order) = (Gate(), Crowd(), Recorder<Int>())
      let handler = lab.run(fan(40, workers: workers, gate, crowd, order), 0)
      await gate.arrived(workers)
      #expect(Set(order.values) == Set(0..<workers))
      #expect(handler.runningSteps == ["work"])
      gate.open()
      let result = try await handler.result
      #expect(result == 40)
      #expect(crowd.most == workers)
    }
  }

  @Test func `are four unless told otherwise`() async throws {
    #expect(StepOptions().numWorkers == 4)
    #expect(echo().definition.steps.map(\.options.numWorkers) == [4])
  }

  // Found by the random programs: program 112.
  @Test func `take what waits before what their own step returns to itself`() async throws {
    try await inLab { lab in
      let order = Recorder<Int>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (1...3).map { Number(n: $0) } }
        Step("work", numWorkers: 1) { (event: Number, context) -> Either<Number, Stop<Int>>? in
          order.append(event.n)
          if event.n < 10 { return .first(Number(n: event.n + 10)) }
          return context.collectEvents(event, count: 3).map { .second(Stop($0.count)) }
        }
      }
      _ = try await lab.run(workflow, 0).result
      #expect(order.values == [1, 2, 3, 11, 12, 13])
    }
  }

  @Test func `take what waits in its order`() async throws {
    try await inLab { lab in
      let (gate, crowd, order) = (Gate(), Crowd(), Recorder<Int>())
      gate.open()
      let handler = lab.run(fan(100, workers: 1, gate, crowd, order), 0)
      _ = try await handler.result
      #expect(order.values == Array(0..<100))
    }
  }

  @Test func `of one step do not hold up another step`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("two", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) -> [Either<Left, Right>] in
          (0..<8).map { .first(Left(n: $0)) } + [.second(Right(n: 1))]
        }
        Step("stuck", numWorkers: 1) { (_: Left, _) in try await gate.pass() }
        Step("free", numWorkers: 1) { (event: Right, _) in Stop(event.n) }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 1)
    }
  }

  @Test func `are of each run, not of all`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("one", input: Start<Int>.self, output: Int.self) {
        Step("one", numWorkers: 1) { (event: Start<Int>, _) in
          try await gate.pass()
          return Stop(event.input)
        }
      }
      let handlers = (0..<10).map { lab.run(workflow, $0) }
      await gate.arrived(10)
      gate.open()
      for (index, handler) in handlers.enumerated() {
        let result = try await handler.result
        #expect(result == index)
      }
    }
  }
}
