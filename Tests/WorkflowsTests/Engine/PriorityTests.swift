import Testing
import Workflows
import WorkflowsTesting

@Suite("The priority of a step", .mayNotHang)
struct PriorityTests {
  /// Starts steps of some priorities with one event, and says in which order they begin.
  private func order(of priorities: [Int]) async throws -> [Int] {
    let log = Recorder<Int>()
    try await replay([]) { simulation in
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(termination: .implicit)
      ) {
        for (number, priority) in priorities.enumerated() {
          Step("\(number)", priority: priority) { (_: Start<Int>, _) in log.append(priority) }
        }
      }
      _ = try await simulation.run(workflow, 0).result
    }
    return log.values
  }

  @Test func `puts what is ready in order, and leaves equals in the order of their declaration`() async throws {
    let order = try await order(of: [0, 2, -1, 1, 2, 0, -1, 1])
    #expect(order == [2, 2, 1, 1, 0, 0, -1, -1])
  }

  @Test func `without any, the order is that of the declaration`() async throws {
    let order = try await order(of: [0, 0, 0])
    #expect(order == [0, 0, 0])
  }

  @Test func `goes before what follows from the step that has just ended`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(termination: .implicit)
      ) {
        Step("begin", sends: Text.self) { (_: Start<Int>, context) -> Number in
          log.append("begin")
          context.sendEvent(Text(text: ""))
          return Number(n: 1)
        }
        Step("next") { (_: Number, _) in log.append("next") }
        Step("urgent", priority: 1) { (_: Text, _) in log.append("urgent") }
      }
      _ = try await simulation.run(workflow, 0).result
    }
    #expect(log.values == ["begin", "urgent", "next"])
  }

  @Test func `lets nothing be lost, whatever the schedule`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) -> [Either<Number, Text>] in
        (0..<event.input).map { $0 % 2 == 0 ? .first(Number(n: $0)) : .second(Text(text: "\($0)")) }
      }
      Step("low", numWorkers: 2, priority: -1) { (number: Number, context) in
        try await context.sleep(for: .milliseconds(number.n))
        return Left(n: number.n)
      }
      Step("high", numWorkers: 2, priority: 1) { (text: Text, _) in Left(n: Int(text.text) ?? -1) }
      Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n).sorted()) }
    }
    try await simulate(seeds: 0..<300) { simulation in
      let result = try await simulation.run(workflow, 12).result
      simulation.expect(result == Array(0..<12), "\(result)")
    }
  }

  @Test func `leaves equals in order when something that matters more comes after them`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(termination: .implicit)
      ) {
        for (name, priority) in [("a", 0), ("b", 0), ("c", 1), ("d", 0), ("e", 2)] {
          Step(name, priority: priority) { (_: Start<Int>, _) in log.append(name) }
        }
      }
      _ = try await simulation.run(workflow, 0).result
    }
    #expect(log.values == ["e", "c", "a", "b", "d"])
  }

  @Test func `lets nothing begin that was cancelled at the same moment as what matters more began`() async throws {
    let log = Recorder<String>()
    let workflow = InlineWorkflow(
      "w", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(timeout: nil, termination: .implicit)
    ) {
      Step("fork", sends: Number.self, Text.self) { (event: Start<Int>, context) in
        context.sendEvent(Number(n: 1), branch: "b")
        context.sendEvent(Number(n: 2), branch: "b")
        context.sendEvent(Text(text: "in the branch"), branch: "b")
        context.sendEvent(Text(text: "outside"))
      }
      Step("low", numWorkers: 1, sends: Left.self) { (number: Number, context) in
        log.append("low \(number.n)")
        context.sendEvent(Left(n: number.n))
        try await context.sleep(for: .seconds(100))
      }
      Step("high", numWorkers: 1, priority: 1) { (text: Text, context) in
        log.append("high \(text.text)")
        try await context.sleep(for: .seconds(100))
      }
      Step("left") { (left: Left, _) in log.append("left \(left.n)") }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 0)
      try await simulation.sleep(for: .seconds(15))
      // The first branch to go gives its worker to the second, which goes before the third, which gives its to 'outside'.
      handler.cancelBranch("b")
      _ = try await handler.result
    }
    #expect(log.values == ["high in the branch", "low 1", "left 1", "high outside"])
  }

  @Test func `puts in order what blocks its thread, too, while it waits for one`() async throws {
    try await inLab(limits: .init(blockingThreads: 1)) { lab in
      let (gate, log) = (Gate(), Recorder<String>())
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(termination: .implicit)
      ) {
        Step("first", blocking: true, priority: 3) { (_: Start<Int>, _) -> Number in
          gate.block()
          return Number(n: 1)
        }
        for (name, priority) in [("a", 0), ("b", 1), ("c", 0), ("d", 2)] {
          Step(name, blocking: true, priority: priority) { (_: Start<Int>, _) in log.append(name) }
        }
        Step("last", blocking: true, priority: -1) { (_: Number, _) in log.append("last") }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      gate.open()
      _ = try await handler.result
      #expect(log.values == ["d", "b", "a", "c", "last"])
    }
  }
}
