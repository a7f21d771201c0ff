import CoreMetrics
import InMemoryTracing
import Tracing
import Workflows

extension Main {
  /// The three steps, seen by a tracer that keeps every span for a while, or counted by metrics that forget.
  static func traced(_ count: Int, counts: Bool) async throws {
    let tracer = InMemoryTracer()
    let runtime =
      counts
      ? WorkflowRuntime(tracer: NoOpTracer(), metrics: ForgetfulMetrics()) : WorkflowRuntime(tracer: tracer)
    let time = try await seconds {
      for n in 0..<count {
        _ = try await threeSteps.run(n, in: runtime).result
        if n % 100 == 0 { tracer.clearFinishedSpans() }
      }
    }
    report(counts ? "three-counted" : "three-traced", Double(count) / time, "1/s")
  }
}

/// A backend that does nothing, and does not say so.
private final class ForgetfulMetrics: MetricsFactory, CounterHandler, RecorderHandler, TimerHandler, MeterHandler {
  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { self }
  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { self }
  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler { self }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { self }
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}
  func increment(by amount: Int64) {}
  func reset() {}
  func record(_ value: Int64) {}
  func record(_ value: Double) {}
  func recordNanoseconds(_ duration: Int64) {}
  func set(_ value: Int64) {}
  func set(_ value: Double) {}
  func increment(by amount: Double) {}
  func decrement(by amount: Double) {}
}
