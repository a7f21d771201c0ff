import CoreMetrics
import Tracing

extension RunTelemetry {
  /// Begins the span of an attempt; returns the context that its body is to have, if there is a tracer.
  func begins(_ item: WorkItem, _ execution: StepExecution, at now: MonotonicInstant) -> ServiceContext? {
    let span = self.span.flatMap { startSpan(of: execution, item, in: $0.context, at: now) }
    let attempt = Attempt(execution: execution, span: span, began: now)
    let isOver = state.withLock { state in
      if !state.isOver { state.attempts[execution.serial] = attempt }
      return state.isOver
    }
    if isOver { finish(attempt, .cancelled, at: now) }
    return span?.context
  }

  private func startSpan(
    of execution: StepExecution, _ item: WorkItem, in run: ServiceContext, at now: MonotonicInstant
  ) -> (any Span)? {
    let step = table.steps[Int(execution.step)].name
    var context = run
    var name = SpanName.step(step, of: table.workflowName)
    if table.steps[Int(execution.step)].retry != nil {
      guard let work = work(of: execution, item, name, in: run, at: now) else { return nil }
      context = work.context
      name = SpanName.attempt(at: step, of: table.workflowName)
    }
    guard let span = startSpan(name, in: context, at: now) else { return nil }
    describe(span, execution, item, attempt: execution.attempt)
    return span
  }

  /// Says what a span is of; one that nobody will see is spared the trouble.
  private func describe(_ span: any Span, _ execution: StepExecution, _ item: WorkItem, attempt: Int32?) {
    guard span.isRecording else { return }
    var attributes = span.attributes
    attributes[SpanAttributeName.workflow] = table.workflowName
    attributes[SpanAttributeName.runID] = runID
    attributes[SpanAttributeName.step] = table.steps[Int(execution.step)].name
    attributes[SpanAttributeName.inputEvent] = type(of: item.trigger).eventName
    if let attempt { attributes[SpanAttributeName.attempt] = Int(attempt) }
    span.attributes = attributes
  }

  /// The span around all attempts at a piece of work, which the first of them begins.
  private func work(
    of execution: StepExecution, _ item: WorkItem, _ name: String, in run: ServiceContext, at now: MonotonicInstant
  ) -> (any Span)? {
    let known = state.withLock { state -> (any Span)? in
      guard let work = state.works[execution.workItem] else { return nil }
      state.works[execution.workItem]?.attempt = execution.attempt
      return work.span
    }
    if let known { return known }
    guard let span = startSpan(name, in: run, at: now) else { return nil }
    describe(span, execution, item, attempt: nil)
    let work = Work(span: span, attempt: execution.attempt)
    let isOver = state.withLock { state in
      if !state.isOver { state.works[execution.workItem] = work }
      return state.isOver
    }
    if isOver { finish(work, .cancelled, at: now) }
    return span
  }

  /// The body of an attempt has returned.
  ///
  /// - Parameter counts: Whether the run still waits for it.
  func returned(_ execution: StepExecution, counts: Bool, at now: MonotonicInstant) {
    conclude(execution, counts ? .completed : .cancelled, endsWork: true, at: now)
  }

  /// The body of an attempt has thrown; if that counts, the run is about to say what comes of it.
  func threw(_ execution: StepExecution, counts: Bool, at now: MonotonicInstant) {
    if counts {
      state.withLock { $0.attempts[execution.serial]?.hasThrown = true }
    } else {
      conclude(execution, .cancelled, endsWork: true, at: now)
    }
  }

  /// Takes from a tick what became of attempts.
  func follow(_ commands: Commands, at now: MonotonicInstant) {
    for command in commands.others {
      switch command {
      case .note(.attemptFailed(let execution, let error, let retryAfter)):
        failed(execution, error, retryAfter: retryAfter, at: now)
      case .note(.recovered(let execution, let error, let handler)):
        failed(execution, error, handler: handler, at: now)
      case .cancel(let execution):
        conclude(execution, .cancelled, endsWork: true, at: now)
      case .forget(.retry(let workItem)):
        if let work = state.withLock({ $0.works.removeValue(forKey: workItem) }) { finish(work, .cancelled, at: now) }
      default: break
      }
    }
  }

  private func failed(
    _ execution: StepExecution, _ error: any Error, retryAfter: Duration? = nil, handler: String? = nil,
    at now: MonotonicInstant
  ) {
    if retryAfter != nil { metrics?.steps[Int(execution.step)].retries.increment() }
    if handler != nil { metrics?.steps[Int(execution.step)].recoveries.increment() }
    conclude(execution, .failed, endsWork: retryAfter == nil, at: now) { span in
      guard span.isRecording else { return }
      span.fail(error, at: self.instant(now))
      if let retryAfter { span.attributes[SpanAttributeName.retryAfter] = retryAfter.inSeconds }
      if let handler { span.attributes[SpanAttributeName.handler] = handler }
    }
  }

  /// Ends what is on of an attempt, and of the work if that is over with it; what was ended before is left alone.
  private func conclude(
    _ execution: StepExecution, _ outcome: Outcome, endsWork: Bool, at now: MonotonicInstant,
    _ describe: (any Span) -> Void = { _ in }
  ) {
    let (attempt, work) = state.withLock { state -> (Attempt?, Work?) in
      let attempt = state.attempts.removeValue(forKey: execution.serial)
      // Another attempt may be on already, or come: then this one is over, and the work is not.
      guard let work = state.works[execution.workItem], work.attempt == execution.attempt else { return (attempt, nil) }
      if endsWork { return (attempt, state.works.removeValue(forKey: execution.workItem)) }
      state.works[execution.workItem]?.attempt += 1
      return (attempt, nil)
    }
    if let attempt {
      if let span = attempt.span { describe(span) }
      finish(attempt, outcome, at: now)
    }
    if let work {
      describe(work.span)
      finish(work, outcome, at: now)
    }
  }

  func finish(_ attempt: Attempt, _ outcome: Outcome, at now: MonotonicInstant) {
    metrics?.steps[Int(attempt.execution.step)].attempts.record(outcome, attempt.began.duration(to: now))
    if let span = attempt.span { finish(span, outcome, at: now) }
  }

  func finish(_ work: Work, _ outcome: Outcome, at now: MonotonicInstant) { finish(work.span, outcome, at: now) }

  func finish(_ span: any Span, _ outcome: Outcome, at now: MonotonicInstant) {
    if span.isRecording { span.attributes[SpanAttributeName.outcome] = outcome.rawValue }
    span.end(at: instant(now))
  }

  /// The context of an attempt that is on.
  func context(of execution: StepExecution) -> ServiceContext? {
    state.withLock { $0.attempts[execution.serial]?.span?.context } ?? span?.context
  }
}
