import ReferenceModel
import Testing
import Workflows
import WorkflowsTesting

/// A run that ends waits for the steps that have begun, and for nothing else.
@Suite("A run that ends", .timeLimit(.minutes(5)))
struct EndingAtOnceTests {
  @Test(arguments: [1, 2, 5])
  func `does not wait for what was ready and never began`(others: Int) async throws {
    try await simulate(seeds: 0..<200) { simulation in
      let workflow = InlineWorkflow("race", input: Begin.self, stop: Stop<Int>.self) {
        Workflows.Step("fan") { (_: Begin, _) in (0...others).map { E0(v: $0) } }
        Workflows.Step("stop", numWorkers: 8) { (event: E0, _) in Stop(event.v) }
      }
      let handler = simulation.run(workflow, Begin(v: 0))
      for await record in handler.streamEvents().records {
        simulation.expect(record.time == .zero, "the run ends \(record.time) after it began")
      }
    }
  }

  @Test func `wakes all who wait for its result, its end, and its events`() async throws {
    try await simulate(seeds: 0..<200) { simulation in
      let handler = simulation.run(Self.slow, Begin(v: 1))
      let results = await withTaskGroup(of: Int.self) { group in
        for waiter in 0..<9 {
          group.addTask {
            await simulation.hop()
            switch waiter % 3 {
            case 0: return (try? await handler.result) ?? 0
            case 1: return (try? await handler.stopEventResult().result) ?? 0
            default:
              for await _ in handler.streamEvents(from: .now) {}
              return 1
            }
          }
        }
        return await group.reduce(0, +)
      }
      simulation.expect(results == 9, "\(results) of 9 have the result")
    }
  }

  @Test func `keeps for its turn what was sent before it`() async throws {
    try await simulate(seeds: 0..<200) { simulation in
      let options = WorkflowOptions(numConcurrentRuns: 1)
      let limited = InlineWorkflow("limited", input: Begin.self, stop: Stop<Int>.self, options: options) {
        Workflows.Step("ask") { (event: Begin, context) in
          try await context.sleep(for: .seconds(1))
          return Q0(v: event.v, by: .init(event: .start, value: 0, attempt: 1))
        }
        Workflows.Step("end") { (event: H0, _) in Stop(event.v) }
      }
      let handlers = (0..<4).map { simulation.run(limited, Begin(v: $0)) }
      for (number, handler) in handlers.enumerated() {
        await simulation.hop()
        try handler.sendEvent(H0(v: number))
      }
      for (number, handler) in handlers.enumerated() {
        let result = try await handler.result
        simulation.expect(result == number, "run \(number) ends with \(result)")
      }
    }
  }

  private static let slow = InlineWorkflow("slow", input: Begin.self, stop: Stop<Int>.self) {
    Workflows.Step("wait") { (event: Begin, context) in
      try await context.sleep(for: .seconds(1))
      return Stop(event.v)
    }
  }
}
