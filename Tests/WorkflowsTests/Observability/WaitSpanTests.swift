import InMemoryTracing
import Testing
import Tracing
import Workflows
import WorkflowsTesting

@Suite("The span of a wait", .mayNotHang)
struct WaitSpanTests {
  private let tracer = InMemoryTracer()

  /// Asks for a reply within ten seconds, and goes on without one.
  private let asking = InlineWorkflow("asking", input: Start<Int>.self, output: String.self) {
    Step("ask") { (event: Start<Int>, context) in
      do {
        let reply = try await context.waitForEvent(
          Reply.self, waiterEvent: Prompt(order: event.input), timeout: .seconds(10))
        return Stop(reply.text)
      } catch let error as WorkflowError where error.code == .waitTimedOut {
        return Stop("nothing")
      }
    }
  }

  @Test func `shows how long the step waited, and is no error`() async throws {
    try await inLab(tracer: tracer) { lab in
      let handler = lab.run(asking, 7)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      lab.clock.advance(by: .seconds(3))
      try handler.sendEvent(Reply(order: 7, text: "yes"))
      _ = try await handler.result
      await lab.expectQuiet()
    }
    #expect(
      tracer.tree == ["asking.run completed", "  asking.ask #1 completed", "    asking.ask.wait completed"])
    let wait = tracer.spans("asking.ask.wait").first
    #expect(wait?.duration == 3_000)
    #expect(wait?.text("workflow.wait.event") == "Reply")
    #expect(wait?.decimal("workflow.wait.timeout") == 10)
  }

  @Test func `is no error if nothing came in time`() async throws {
    try await inLab(tracer: tracer) { lab in
      let handler = lab.run(asking, 7)
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == "nothing")
      await lab.expectQuiet()
    }
    #expect(
      tracer.tree == ["asking.run completed", "  asking.ask #1 completed", "    asking.ask.wait timed_out"])
  }

  @Test func `is no error if the run ends meanwhile`() async throws {
    try await inLab(tracer: tracer) { lab in
      let handler = lab.run(asking, 7)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      handler.cancelRun()
      _ = await handler.failure()
      await lab.expectQuiet()
    }
    #expect(
      tracer.tree == ["asking.run cancelled", "  asking.ask #1 cancelled", "    asking.ask.wait cancelled"])
  }

  @Test func `is an error if a requirement throws`() async throws {
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, context) in
          Stop(
            try await context.waitForEvent(
              Reply.self, waiterEvent: Prompt(order: 1), requirements: [.where("bad") { _ in throw Boom() }],
              timeout: nil
            ).order)
        }
      }
      let handler = lab.run(flow, 0)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      try handler.sendEvent(Reply(order: 1))
      _ = await handler.failure()
      await lab.expectQuiet()
    }
    #expect(
      tracer.tree == [
        "w.run failed requirementFailed", "  w.s #1 failed requirementFailed", "    w.s.wait failed requirementFailed",
      ])
  }
}
