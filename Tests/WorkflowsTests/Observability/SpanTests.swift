import InMemoryTracing
import Testing
import Tracing
import Workflows
import WorkflowsTesting

@Suite("Spans", .mayNotHang)
struct SpanTests {
  private let tracer = InMemoryTracer()

  /// Doubles a number in a run of its own, which sets no deadline that a test would take for another.
  private let double = InlineWorkflow("double", input: Start<Int>.self, output: Int.self, options: .init(timeout: nil))
  {
    Step("compute") { (event: Start<Int>, _) in Stop(event.input * 2) }
  }

  @Test func `have the parents that they should: of steps, of each attempt, and of a child`() async throws {
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("work", retry: .constantDelay(.seconds(1), maxAttempts: 3)) { (event: Number, context) -> Left in
          if event.n == 1, context.attempt < 3 { throw Boom() }
          return Left(n: try await context.run(double, event.n))
        }
        Step("join") { (lefts: [Left], _) in Text(text: "\(lefts.map(\.n).reduce(0, +))") }
        Step("publish") { (event: Text, _) in Stop(event.text.count) }
      }
      let handler = lab.run(flow, 2)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      _ = try await handler.result
      await lab.expectQuiet()
    }
    #expect(
      tracer.tree == [
        "flow.run completed",
        "  flow.begin #1 completed",
        "  flow.work completed",
        "    flow.work.attempt #1 completed",
        "      double.run completed",
        "        double.compute #1 completed",
        "  flow.work completed",
        "    flow.work.attempt #1 failed Boom",
        "    flow.work.attempt #2 failed Boom",
        "    flow.work.attempt #3 completed",
        "      double.run completed",
        "        double.compute #1 completed",
        "  flow.join #1 completed",
        "  flow.publish #1 completed",
      ])
    #expect(tracer.activeSpans.isEmpty)
    #expect(Set(tracer.finishedSpans.map(\.traceID)).count == 1)
  }

  @Test func `last as long as what they stand for, by the clock of the runtime`() async throws {
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("slow", retry: .constantDelay(.seconds(5), maxAttempts: 2)) { (event: Start<Int>, context) in
          try await context.sleep(for: .seconds(1))
          if context.attempt == 1 { throw Boom() }
          return Stop(1)
        }
      }
      let handler = lab.run(flow, 0)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      await lab.advance(by: .seconds(5), onceDeadlinesAre: 1)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      _ = try await handler.result
      await lab.expectQuiet()
    }
    #expect(tracer.spans("flow.slow.attempt").map(\.duration) == [1_000, 1_000])
    #expect(tracer.spans("flow.slow").map(\.duration) == [7_000])
    #expect(tracer.spans("flow.run").map(\.duration) == [7_000])
  }

  @Test func `go by the wall clock, as those of others, where the runtime does`() async throws {
    let before = DefaultTracerClock.now.nanosecondsSinceEpoch
    try await inLab(isRealTime: true, tracer: tracer) { lab in
      _ = try await lab.run(echo(), 1).result
      await lab.expectQuiet()
    }
    let after = DefaultTracerClock.now.nanosecondsSinceEpoch
    let instants = tracer.finishedSpans.flatMap { [$0.start, $0.endInstant.nanosecondsSinceEpoch] }
    #expect(instants.count == 4)
    #expect(instants.allSatisfy { (before...after).contains($0) })
  }

  @Test func `say which run, step, event and attempt they are of`() async throws {
    var runID = ""
    var childID: String?
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (event: Start<Int>, _) in Number(n: event.input) }
        Step("work", retry: .constantDelay(.zero, maxAttempts: 2)) { (event: Number, context) in
          if context.attempt == 1 { throw Boom(text: "the first fails") }
          return Stop(try await context.run(double, event.n))
        }
      }
      let handler = lab.run(flow, 1)
      _ = try await handler.result
      runID = handler.runID
      await lab.expectQuiet()
    }
    let run = tracer.spans("flow.run").first
    #expect(run?.text("workflow.name") == "flow")
    #expect(run?.text("workflow.run_id") == runID)
    #expect(run?.text("workflow.start_event") == "StartEvent")
    #expect(run?.text("workflow.parent_run_id") == nil)
    let child = tracer.spans("double.run").first
    childID = child?.text("workflow.run_id")
    #expect(childID?.hasPrefix(runID + "/") == true)
    #expect(child?.text("workflow.parent_run_id") == runID)
    let attempts = tracer.spans("flow.work.attempt")
    #expect(attempts.map { $0.text("workflow.step.name") } == ["work", "work"])
    #expect(attempts.map { $0.text("workflow.step.input_event") } == ["Number", "Number"])
    #expect(attempts.map { $0.number("workflow.step.attempt") } == [1, 2])
    #expect(attempts.map { $0.decimal("workflow.step.retry_after") } == [0, nil])
    #expect(attempts.first?.status?.message == "the first fails")
    #expect(attempts.first?.errors.compactMap { $0.error as? Boom } == [Boom(text: "the first fails")])
    #expect(tracer.spans("flow.work").first?.number("workflow.step.attempt") == nil)
    #expect(tracer.spans("double.compute").first?.text("workflow.run_id") == childID)
  }

  @Test func `of many runs at once do not mix`() async throws {
    try await inLab(tracer: tracer) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (event: Start<Int>, _) in (0..<3).map { Number(n: event.input * 10 + $0) } }
        Step("work") { (event: Number, context) in
          await Task.yield()
          return Left(n: event.n)
        }
        Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
      }
      let handlers = (0..<50).map { lab.run(flow, $0) }
      for handler in handlers { _ = try await handler.result }
      await lab.expectQuiet()
    }
    let runs = tracer.spans("flow.run")
    #expect(Set(runs.map(\.traceID)).count == 50)
    for run in runs {
      let others = tracer.finishedSpans.filter { $0.traceID == run.traceID && $0.spanID != run.spanID }
      #expect(others.count == 5)
      #expect(others.allSatisfy { $0.parentSpanID == run.spanID })
      #expect(others.allSatisfy { $0.text("workflow.run_id") == run.text("workflow.run_id") })
    }
  }
}
