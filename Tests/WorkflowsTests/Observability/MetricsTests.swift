import CoreMetrics
import MetricsTestKit
import Testing
import Workflows
import WorkflowsTesting

@Suite("Metrics", .mayNotHang)
struct MetricsTests {
  private let metrics = TestMetrics()

  /// What a counter has come to, for those of its dimensions that are given.
  private func total(_ label: String, _ dimensions: [(String, String)] = []) -> Int64 {
    metrics.counterTotal(label: label, dimensions: dimensions)
  }

  /// What a timer was given, in seconds.
  private func seconds(_ label: String, _ dimensions: [(String, String)]) -> [Double] {
    metrics.timers(label: label, dimensions: dimensions).flatMap { $0.values.map { Double($0) / 1e9 } }
  }

  @Test func `count runs by how they end, and how many are on`() async throws {
    try await inLab(metrics: metrics) { lab in
      _ = try await lab.run(echo(), 1).result
      _ = try await lab.run(echo(), 1).result
      let (gate, other) = (Gate(), Gate())
      let cancelled = lab.run(waiting(at: gate), 0)
      let late = lab.run(waiting(at: other), 0, timeout: .seconds(4))
      await gate.arrived()
      await other.arrived()
      let active = try metrics.expectMeter("workflow.runs.active", [("workflow", "waiting")])
      #expect(active.lastValue == 2)
      await lab.advance(by: .seconds(3), onceDeadlinesAre: 1)
      cancelled.cancelRun()
      _ = await cancelled.failure()
      lab.clock.advance(by: .seconds(1))
      _ = await late.failure()
      _ = await lab.run(one { _, _ in throw Boom() }, 0).failure()
      await lab.expectQuiet()
      #expect(active.lastValue == 0)
    }
    #expect(total("workflow.runs.started", [("workflow", "echo")]) == 2)
    #expect(total("workflow.runs.ended", [("workflow", "echo"), ("outcome", "completed")]) == 2)
    #expect(total("workflow.runs.ended", [("workflow", "waiting"), ("outcome", "cancelled")]) == 1)
    #expect(total("workflow.runs.ended", [("workflow", "waiting"), ("outcome", "timed_out")]) == 1)
    #expect(total("workflow.runs.ended", [("workflow", "w"), ("outcome", "failed")]) == 1)
    #expect(total("workflow.runs.started") == total("workflow.runs.ended"))
    #expect(seconds("workflow.run.duration", [("workflow", "waiting"), ("outcome", "timed_out")]) == [4])
    #expect(seconds("workflow.run.duration", [("workflow", "waiting"), ("outcome", "cancelled")]) == [3])
  }

  @Test func `count how many are on where workflows are made anew, in a backend without meters`() async throws {
    let backend = BackendWithoutMeters()
    try await inLab(metrics: backend) { lab in
      let gates = (0..<3).map { _ in Gate() }
      let handlers = gates.map { lab.run(waiting(at: $0), 0) }
      for gate in gates { await gate.arrived() }
      #expect(backend.active.values.last == 3)
      gates[0].open()
      _ = try await handlers[0].result
      #expect(backend.active.values.last == 2)
      gates[1].open()
      gates[2].open()
    }
    #expect(backend.active.values.last == 0)
  }

  @Test func `count and time attempts by how they end, retries and recoveries`() async throws {
    try await inLab(metrics: metrics) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("fetch", retry: .constantDelay(.seconds(1), maxAttempts: 3)) { (event: Start<Int>, context) in
          try await context.sleep(for: .seconds(2))
          if context.attempt <= event.input { throw Boom() }
          return Stop(0)
        }
        CatchError("recover", for: "fetch") { (failure, _) in Stop(failure.attempts) }
      }
      for failures in [1, 3] {
        let handler = lab.run(flow, failures)
        for attempt in 1...min(3, failures + 1) {
          await lab.advance(by: .seconds(2), onceDeadlinesAre: 1)
          if attempt < min(3, failures + 1) { await lab.advance(by: .seconds(1), onceDeadlinesAre: 1) }
        }
        _ = try await handler.result
      }
      await lab.expectQuiet()
    }
    let step = [("workflow", "flow"), ("step", "fetch")]
    #expect(total("workflow.step.attempts", step + [("outcome", "failed")]) == 4)
    #expect(total("workflow.step.attempts", step + [("outcome", "completed")]) == 1)
    #expect(total("workflow.step.retries", step) == 3)
    #expect(total("workflow.step.recoveries", step) == 1)
    #expect(seconds("workflow.step.duration", step + [("outcome", "failed")]) == [2, 2, 2, 2])
    #expect(total("workflow.step.attempts", [("step", "recover"), ("outcome", "completed")]) == 1)
  }

  @Test func `time how long steps wait`() async throws {
    try await inLab(metrics: metrics) { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (event: Start<Int>, context) in
          Stop(try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 1), timeout: nil).order)
        }
      }
      let handler = lab.run(flow, 0)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      lab.clock.advance(by: .seconds(30))
      try handler.sendEvent(Reply(order: 1))
      _ = try await handler.result
      await lab.expectQuiet()
    }
    #expect(seconds("workflow.wait.duration", [("step", "ask"), ("outcome", "completed")]) == [30])
  }

  @Test func `have no dimension with more values than the program's source has`() async throws {
    try await inLab(metrics: metrics) { lab in
      for n in 0..<20 { _ = try await lab.run(echo(), n, runID: "run-\(n)").result }
      await lab.expectQuiet()
    }
    let labels = metrics.counters.map(\.label) + metrics.timers.map(\.label) + metrics.meters.map(\.label)
    #expect(labels.count == Set(labels).count)
    let names = Set(metrics.counters.flatMap { $0.dimensions.map(\.0) })
    #expect(names == ["workflow", "step", "outcome"])
  }
}

/// A backend that has no meters of its own, so that those of the library write what they come to into recorders.
private final class BackendWithoutMeters: MetricsFactory {
  final class Handler: CounterHandler, RecorderHandler, TimerHandler {
    let values: Recorder<Double>
    init(_ values: Recorder<Double>) { self.values = values }
    func increment(by amount: Int64) {}
    func reset() {}
    func record(_ value: Int64) { values.append(Double(value)) }
    func record(_ value: Double) { values.append(value) }
    func recordNanoseconds(_ duration: Int64) {}
  }

  /// What has been recorded of the runs that are on.
  let active = Recorder<Double>()
  private let others = Recorder<Double>()

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { Handler(others) }
  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    Handler(label == "workflow.runs.active" ? active : others)
  }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { Handler(others) }
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}
}
