import CoreMetrics

/// The metrics of one workflow.
///
/// Made once for a workflow and a backend, because backends find a metric by its name and dimensions in a dictionary
/// behind a lock.
final class WorkflowMetrics: Sendable {
  let table: StepTable
  let steps: [StepMetrics]
  private let started: CoreMetrics.Counter
  private let active: Meter
  private let ended: OutcomeMetrics

  static func active(_ workflow: String, factory: any MetricsFactory) -> Meter {
    Meter(label: MetricLabel.runsActive, dimensions: [(MetricDimension.workflow, workflow)], factory: factory)
  }

  init(_ table: StepTable, active: Meter, factory: any MetricsFactory) {
    self.table = table
    self.active = active
    let dimensions = [(MetricDimension.workflow, table.workflowName)]
    started = CoreMetrics.Counter(label: MetricLabel.runsStarted, dimensions: dimensions, factory: factory)
    ended = OutcomeMetrics(
      count: MetricLabel.runsEnded, duration: MetricLabel.runDuration, dimensions: dimensions, factory: factory)
    steps = table.steps.map { step in
      StepMetrics(dimensions: dimensions + [(MetricDimension.step, step.name)], factory: factory)
    }
  }

  func runStarted() {
    started.increment()
    active.increment()
  }

  func runEnded(_ outcome: Outcome, after duration: Duration) {
    active.decrement()
    ended.record(outcome, duration)
  }
}

/// The metrics of one step.
final class StepMetrics: Sendable {
  let attempts: OutcomeMetrics
  let waits: OutcomeMetrics
  let retries: CoreMetrics.Counter
  let recoveries: CoreMetrics.Counter

  init(dimensions: [(String, String)], factory: any MetricsFactory) {
    attempts = OutcomeMetrics(
      count: MetricLabel.attempts, duration: MetricLabel.attemptDuration, dimensions: dimensions, factory: factory)
    waits = OutcomeMetrics(
      count: nil, duration: MetricLabel.waitDuration, dimensions: dimensions, factory: factory)
    retries = CoreMetrics.Counter(label: MetricLabel.retries, dimensions: dimensions, factory: factory)
    recoveries = CoreMetrics.Counter(label: MetricLabel.recoveries, dimensions: dimensions, factory: factory)
  }
}

/// A counter and a timer for each outcome, made when that first comes: most never do, and a backend exports what it has.
final class OutcomeMetrics: Sendable {
  private struct Pair: Sendable {
    let counter: CoreMetrics.Counter?
    let timer: Timer
  }

  private let count: String?
  private let duration: String
  private let dimensions: [(String, String)]
  private let factory: any MetricsFactory
  private let pairs = LockedValue<[Outcome: Pair]>([:])

  init(count: String?, duration: String, dimensions: [(String, String)], factory: any MetricsFactory) {
    self.count = count
    self.duration = duration
    self.dimensions = dimensions
    self.factory = factory
  }

  func record(_ outcome: Outcome, _ duration: Duration) {
    let pair = pairs.withLock { $0[outcome] } ?? make(outcome)
    pair.counter?.increment()
    pair.timer.recordNanoseconds(duration.saturatingNanoseconds)
  }

  /// Not made under the lock, because that would be to call others' code under it; that two may make the same metric does
  /// no harm, for both are the backend's one.
  private func make(_ outcome: Outcome) -> Pair {
    let dimensions = dimensions + [(MetricDimension.outcome, outcome.rawValue)]
    let pair = Pair(
      counter: count.map { CoreMetrics.Counter(label: $0, dimensions: dimensions, factory: factory) },
      timer: Timer(label: duration, dimensions: dimensions, preferredDisplayUnit: .seconds, factory: factory))
    pairs.withLock { $0[outcome] = pair }
    return pair
  }
}
