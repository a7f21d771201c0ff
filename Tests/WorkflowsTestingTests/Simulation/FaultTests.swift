import Testing
import Workflows
import WorkflowsTesting

@Suite("An injected fault", .timeLimit(.minutes(5)))
struct FaultTests {
  /// How the runs of a hundred seeds end, by the name of their terminal event.
  private func ends(_ faults: Faults, timeout: RunTimeout, retry: RetryPolicy? = nil) async throws -> [String: Int] {
    let ends = Recorder<String>()
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("one", retry: retry) { (_: Start<Int>, _) in Number(n: 1) }
      Step("two", retry: retry) { (_: Number, _) in Stop(1) }
    }
    try await simulate(seeds: 0..<100, faults: faults, options: .init(faultRate: 2)) { simulation in
      let handler = simulation.run(workflow, 0, timeout: timeout)
      for await _ in handler.streamEvents() {}
      ends.append(handler.stopEvent.map { type(of: $0).eventName } ?? "none")
    }
    return Dictionary(ends.values.map { ($0, 1) }, uniquingKeysWith: +)
  }

  @Test func `that throws fails a run`() async throws {
    let ends = try await ends(.throwingSteps, timeout: .never)
    #expect(ends["WorkflowFailedEvent", default: 0] > 50)
    #expect(ends["StopEvent", default: 0] > 5)
  }

  @Test func `that throws is survived by a step that is tried again`() async throws {
    let ends = try await ends(.throwingSteps, timeout: .never, retry: .init(wait: .fixed(.seconds(1)), stop: .never))
    #expect(ends == ["StopEvent": 100])
  }

  @Test func `that makes a step slow may make the run time out`() async throws {
    let ends = try await ends(.slowSteps, timeout: .seconds(40))
    #expect(ends["WorkflowTimedOutEvent", default: 0] > 20)
    #expect(ends["StopEvent", default: 0] > 20)
    let patient = try await self.ends(.slowSteps, timeout: .never)
    #expect(patient == ["StopEvent": 100])
  }

  @Test func `that makes a step hang makes the run time out`() async throws {
    let ends = try await ends(.hangingSteps, timeout: .seconds(40))
    #expect(ends["WorkflowTimedOutEvent", default: 0] > 50)
  }

  @Test func `that makes a step ignore its cancellation leaves it behind`() async throws {
    let ends = try await ends(.stubbornSteps, timeout: .seconds(40))
    #expect(ends["WorkflowTimedOutEvent", default: 0] > 20)
  }

  @Test func `that lets readers come and go breaks nothing`() async throws {
    try await simulate(seeds: 0..<300, faults: .restlessReaders) { simulation in
      let workflow = InlineWorkflow("writer", input: Start<Int>.self, output: Int.self) {
        Step("write") { (_: Start<Int>, context) in
          for n in 0..<20 {
            context.writeEventToStream(Number(n: n))
            if n % 5 == 0 { try await context.sleep(for: .seconds(1)) }
          }
          return Stop(1)
        }
      }
      _ = try await simulation.run(workflow, 0, options: .init(streamRetention: .last(8))).result
    }
  }

  @Test func `of one step that hangs do not stop the time of the next`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("first") { (event: Start<Int>, context) in Number(n: event.input) }
      Step("second", timeout: .seconds(5)) { (event: Number, context) in
        try await context.sleep(for: .seconds(1))
        return Stop(event.n)
      }
    }
    try await simulate(seeds: 0..<100, faults: .hangingSteps, options: .init(keepsTrace: true)) { simulation in
      let handler = simulation.run(workflow, 1)
      for await _ in handler.streamEvents() {}
      if handler.stopEvent is Stop<Int> { return }
      let isStruck = simulation.trace.contains { $0.kind == .fault(step: "second", "it hangs") }
      simulation.expect(isStruck, "the second step failed although it did not hang")
    }
  }
}
