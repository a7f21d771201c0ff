package import CoreMetrics
package import Tracing

/// The backends that the runs of a runtime are seen by.
///
/// Each comes from where its library says. Metrics belong to the backend that there is when they are made: that is when the
/// runtime is. A span belongs to the tracer that there is when it begins, which may be one that is bound to the task: so
/// each run looks, once, and what is within it is seen by the same tracer.
package struct Instruments: Sendable {
  /// The tracer; `nil` for the one that there is when a run begins.
  private let tracer: (any Tracer)?
  private let hasTracer: Bool
  private let metrics: MetricsCache?

  package init(tracer: (any Tracer)?, metrics: any MetricsFactory) {
    self.tracer = tracer
    hasTracer = tracer != nil
    self.metrics = metrics is NOOPMetricsHandler ? nil : MetricsCache(metrics)
  }

  /// Instruments that see nothing, whatever is bootstrapped.
  package static let none = Instruments(tracer: NoOpTracer(), metrics: NOOPMetricsHandler.instance)

  /// Whether nothing sees a run that begins now.
  ///
  /// Most programs have no tracer. To ask a value whether it is one takes a thousand instructions, so the type is asked.
  @inline(__always)
  var areNone: Bool {
    !hasTracer && metrics == nil && type(of: InstrumentationSystem.instrument) == NoOpInstrument.self
  }

  /// What sees a run that begins now; `nil` if nothing does.
  @inline(never)
  func resolve() -> Resolved? {
    let tracer = tracer ?? InstrumentationSystem.tracer
    let isTraced = !(tracer is NoOpTracer)
    if !isTraced, metrics == nil { return nil }
    return Resolved(tracer: isTraced ? tracer : nil, metrics: metrics)
  }

  /// What sees a run and those within it.
  struct Resolved: Sendable {
    let tracer: (any Tracer)?
    fileprivate let metrics: MetricsCache?

    func metrics(of table: StepTable) -> WorkflowMetrics? { metrics.map { $0[table] } }
  }
}

/// The metrics of the workflows that a runtime has run.
///
/// One for each name of a workflow, so that workflows which are made again and again, as within functions, do not add up.
private final class MetricsCache: Sendable {
  private let factory: any MetricsFactory
  private let workflows = LockedValue<[String: WorkflowMetrics]>([:])
  /// How many runs are on, which goes up and down: unlike those of other metrics, two meters of one name are not as good as
  /// one, because a backend without meters of its own keeps the sum in each.
  private let active = LockedValue<[String: Meter]>([:])

  init(_ factory: any MetricsFactory) { self.factory = factory }

  subscript(table: StepTable) -> WorkflowMetrics {
    if let known = workflows.withLock({ $0[table.workflowName] }), known.table === table { return known }
    // Not under the lock, because a backend is others' code.
    let metrics = WorkflowMetrics(table, active: active(table.workflowName), factory: factory)
    workflows.withLock { $0[table.workflowName] = metrics }
    return metrics
  }

  private func active(_ workflow: String) -> Meter {
    if let known = active.withLock({ $0[workflow] }) { return known }
    let made = WorkflowMetrics.active(workflow, factory: factory)
    return active.withLock { active in
      if let first = active[workflow] { return first }
      active[workflow] = made
      return made
    }
  }
}
