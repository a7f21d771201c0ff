import CoreMetrics
import InMemoryTracing
import MetricsTestKit
import Testing
import Tracing
import Workflows
import WorkflowsTesting

/// Bad luck with backends.
@Suite("A backend", .mayNotHang)
struct BadBackendTests {
  private let fanning = InlineWorkflow("fanning", input: Start<Int>.self, output: Int.self) {
    Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
    Step("work", retry: .constantDelay(.zero, maxAttempts: 2)) { (event: Number, context) in
      if context.attempt == 1, event.n % 2 == 0 { throw Boom() }
      return Left(n: event.n)
    }
    Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
  }

  @Test func `that throws away everything changes nothing, and gets an end for each beginning`() async throws {
    let tracer = DiscardingTracer()
    try await inLab(tracer: tracer) { lab in
      let result = try await lab.run(fanning, 10).result
      #expect(result == 10)
      _ = await lab.run(one { _, _ in throw Boom() }, 0).failure()
      let asked = lab.run(waiting(at: Gate()), 0)
      asked.cancelRun()
      _ = await asked.failure()
      await lab.expectQuiet()
    }
    #expect(tracer.spans.most > 0)
    #expect(tracer.spans.now == 0)
  }

  @Test func `that is slow holds up nobody but the run that it looks at`() async throws {
    let gate = Gate()
    let slow = DiscardingTracer(pause: { name in if name == "slow.s" { gate.block() } })
    let flow = InlineWorkflow("slow", input: Start<Int>.self, output: Int.self) {
      // It blocks the thread, so there has to be another one for the rest.
      Step("s", blocking: true) { (event: Start<Int>, _) in Stop(event.input) }
    }
    try await inLab(tracer: slow) { lab in
      let handler = lab.run(flow, 1)
      await gate.arrived()
      // The lock of the run is free, and so is the runtime.
      #expect(handler.runningSteps == ["s"])
      let other = try await lab.run(echo(), 2).result
      #expect(other == 2)
      handler.cancelRun()
      #expect(!handler.isDone)
      gate.open()
      #expect(await handler.failureCode() == .cancelled)
      await lab.expectQuiet()
    }
    #expect(slow.spans.now == 0)
  }

  @Test func `that a runtime is told to do without gets nothing`() async throws {
    let (tracer, metrics) = (InMemoryTracer(), TestMetrics())
    try await withMetricsFactory(metrics) {
      try await withTracer(tracer) {
        try await inLab(tracer: NoOpTracer(), metrics: NOOPMetricsHandler.instance) { lab in
          let result = try await lab.run(fanning, 4).result
          #expect(result == 4)
        }
      }
    }
    #expect(tracer.finishedSpans.isEmpty && tracer.activeSpans.isEmpty)
    #expect(metrics.counters.isEmpty && metrics.timers.isEmpty && metrics.meters.isEmpty)
  }

  @Test func `is not there in a simulation, whatever the program has`() async throws {
    let tracer = InMemoryTracer()
    try await withTracer(tracer) {
      try await simulate(seeds: 0..<3) { simulation in _ = try await simulation.run(fanning, 3).result }
    }
    #expect(tracer.finishedSpans.isEmpty && tracer.activeSpans.isEmpty)
  }
}
