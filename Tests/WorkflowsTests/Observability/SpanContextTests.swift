import InMemoryTracing
import Testing
import Tracing
import Workflows
import WorkflowsTesting

private enum TenantKey: ServiceContextKey { typealias Value = String }

private var tenant: String { ServiceContext.current?[TenantKey.self] ?? "-" }

@Suite("The context of a span", .mayNotHang)
struct SpanContextTests {
  private let tracer = InMemoryTracer()

  @Test func `is the caller's, with its span and its baggage, in each step of a run`() async throws {
    let seen = Recorder<String>()
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (_: Start<Int>, _) in seen.append("begin \(tenant)") }
        Step("hear", retry: .constantDelay(.seconds(1), maxAttempts: 2)) { (_: Answer, context) in
          seen.append("hear \(tenant)")
          if context.attempt == 1 { throw Boom() }
          return Stop(1)
        }
      }
      var context = ServiceContext.topLevel
      context[TenantKey.self] = "Ada"
      let handler = tracer.withSpan("request", context: context) { _ in lab.run(flow, 0) }
      try tracer.withSpan("another request") { _ in try handler.sendEvent(Answer(text: "")) }
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      _ = try await handler.result
      await lab.expectQuiet()
    }
    #expect(seen.values.sorted() == ["begin Ada", "hear Ada", "hear Ada"])
    // The two of others go by the wall clock.
    let lines = tracer.tree.filter { !$0.hasPrefix("another") }
    #expect(
      lines == [
        "request", "  flow.run completed", "    flow.begin #1 completed", "    flow.hear completed",
        "      flow.hear.attempt #1 failed Boom", "      flow.hear.attempt #2 completed",
      ])
  }

  @Test func `is there for what a step calls, and not for the step after it`() async throws {
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("one", sends: Text.self) { (_: Start<Int>, context) in
          tracer.withSpan("call 1") { _ in context.sendEvent(Text(text: "")) }
        }
        Step("two") { (_: Text, _) in tracer.withSpan("call 2") { _ in Number(n: 1) } }
        Step("three") { (_: Number, _) in tracer.withSpan("call 3") { _ in Stop(1) } }
      }
      _ = try await lab.run(flow, 0).result
      await lab.expectQuiet()
    }
    func parent(_ name: String) -> String? {
      let id = tracer.spans(name).first?.parentSpanID
      return tracer.finishedSpans.first { $0.spanID == id }?.operationName
    }
    #expect(["call 1", "call 2", "call 3"].map(parent) == ["flow.one", "flow.two", "flow.three"])
    #expect(["flow.one", "flow.two", "flow.three"].map(parent) == ["flow.run", "flow.run", "flow.run"])
  }

  @Test func `reaches a child below what the step has around it, and from a detached task of the step`() async throws {
    let child = echo()
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (event: Start<Int>, context) in
          let one = try await tracer.withSpan("around") { _ in try await context.run(child, event.input) }
          let two = try await Task.detached { try await context.run(child, one) }.value
          return Stop(two)
        }
      }
      _ = try await lab.run(flow, 7).result
      await lab.expectQuiet()
    }
    let runs = tracer.spans("echo.run")
    let parents = runs.map { run in
      tracer.finishedSpans.first { $0.spanID == run.parentSpanID }?.operationName
    }
    #expect(parents == ["around", "flow.begin"])
  }

  @Test func `is the run's in a run that had to wait for its turn`() async throws {
    try await inLab(tracer: tracer, limits: .init(concurrentRuns: 1)) { lab in
      let gate = Gate()
      let first = tracer.withSpan("first") { _ in lab.run(waiting(at: gate), 0) }
      let second = tracer.withSpan("second") { _ in lab.run(echo(), 0) }
      await gate.arrived()
      lab.clock.advance(by: .seconds(3))
      gate.open()
      _ = try await first.result
      _ = try await second.result
      await lab.expectQuiet()
    }
    let lines = tracer.tree
    #expect(
      lines == [
        "first", "  waiting.run completed", "    waiting.wait #1 completed", "second", "  echo.run completed",
        "    echo.only #1 completed",
      ])
    // The run is there from when it was asked for.
    #expect(tracer.spans("echo.run").first?.duration == 3_000)
    #expect(tracer.spans("echo.only").first?.duration == 0)
  }

  @Test func `comes from the tracer that is bound to the task, where the runtime has none of its own`() async throws {
    try await inLab { lab in
      let handler = withTracer(tracer) { lab.run(echo(), 1) }
      _ = try await handler.result
      _ = try await lab.run(echo(), 1).result
      await lab.expectQuiet()
    }
    #expect(tracer.tree == ["echo.run completed", "  echo.only #1 completed"])
  }
}
