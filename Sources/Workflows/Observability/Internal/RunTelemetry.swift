import Tracing

/// What is seen of one run from outside of the program: its spans, and what it adds to the metrics.
///
/// A run has one only if there is a backend. Backends are others' code, perhaps slow: nothing here is called while the lock
/// of a run is held, and nothing of theirs while the lock of this is.
///
/// The span of a run is the parent of the spans of its steps, whichever worker runs them. A step that may be tried again has
/// a span from its first attempt to its outcome, and within it one for each attempt; any other is its only attempt, and has
/// one span.
final class RunTelemetry: Sendable {
  /// An attempt that is on.
  struct Attempt {
    let execution: StepExecution
    let span: (any Span)?
    let began: MonotonicInstant
    /// Whether its body has thrown, and the run has yet to say what comes of it.
    var hasThrown = false
  }

  /// A step that may be tried again, from its first attempt on.
  struct Work {
    let span: any Span
    /// The attempt that runs or comes next.
    var attempt: Int32
  }

  struct State {
    var attempts: [UInt64: Attempt] = [:]
    /// By the number of the piece of work.
    var works: [UInt64: Work] = [:]
    var isOver = false
  }

  let table: StepTable
  let runID: String
  let instruments: Instruments.Resolved
  let metrics: WorkflowMetrics?
  let span: (any Span)?
  let state = LockedValue(State())
  private let began: MonotonicInstant
  private let isRealTime: Bool

  /// Begins the span of a run.
  ///
  /// - Parameters:
  ///   - context: What the caller of the run has, for its span to be the parent.
  ///   - isRealTime: Whether spans go by the wall clock, as those of others do. Otherwise they go by the runtime's own
  ///     clock, from its beginning, so that what a test sees is the same each time.
  init(
    _ instruments: Instruments.Resolved, runID: String, of table: StepTable, start: any StartEvent,
    parentRunID: String?, context: ServiceContext?, isRealTime: Bool, at now: MonotonicInstant
  ) {
    self.instruments = instruments
    self.runID = runID
    self.table = table
    self.isRealTime = isRealTime
    began = now
    metrics = instruments.metrics(of: table)
    span = instruments.tracer.map { tracer in
      let span: any Span = tracer.startSpan(
        SpanName.run(of: table.workflowName), context: context ?? .topLevel,
        at: Self.instant(now, isRealTime: isRealTime))
      guard span.isRecording else { return span }
      var attributes = span.attributes
      attributes[SpanAttributeName.workflow] = table.workflowName
      attributes[SpanAttributeName.runID] = runID
      attributes[SpanAttributeName.startEvent] = type(of: start).eventName
      if let parentRunID { attributes[SpanAttributeName.parentRunID] = parentRunID }
      span.attributes = attributes
      return span
    }
    metrics?.runStarted()
  }

  /// Begins a span within the run.
  func startSpan(_ name: String, in context: ServiceContext, at now: MonotonicInstant) -> (any Span)? {
    instruments.tracer.map { $0.startSpan(name, context: context, at: instant(now)) }
  }

  func instant(_ now: MonotonicInstant) -> DefaultTracerClock.Timestamp {
    Self.instant(now, isRealTime: isRealTime)
  }

  private static func instant(_ now: MonotonicInstant, isRealTime: Bool) -> DefaultTracerClock.Timestamp {
    isRealTime ? DefaultTracerClock.now : .init(nanosecondsSinceEpoch: UInt64(clamping: now.nanoseconds))
  }

  /// Ends the span of the run, and those that are left of its steps.
  func ended(_ end: RunEnd, at now: MonotonicInstant) {
    let (attempts, works) = state.withLock { state in
      defer { state = State(isOver: true) }
      return (state.attempts.values, state.works.values)
    }
    for attempt in attempts.sorted(by: { $0.execution.serial < $1.execution.serial }) {
      finish(attempt, attempt.hasThrown ? .cancelled : .abandoned, at: now)
    }
    for work in works { finish(work, .cancelled, at: now) }
    let outcome = Outcome(end)
    if let span {
      if let error = end.error, outcome != .cancelled { span.fail(error, at: instant(now)) }
      finish(span, outcome, at: now)
    }
    metrics?.runEnded(outcome, after: began.duration(to: now))
  }
}
