import Tracing

extension RunTelemetry {
  /// A wait in the middle of a step.
  struct Wait {
    let step: Int
    let span: (any Span)?
    let began: MonotonicInstant
  }

  /// Begins the span of a wait, within what waits.
  func waits(for request: WaitRequest, _ execution: StepExecution, at now: MonotonicInstant) -> Wait {
    let step = Int(execution.step)
    let span = (ServiceContext.current ?? context(of: execution)).flatMap { context in
      startSpan(SpanName.wait(in: table.steps[step].name, of: table.workflowName), in: context, at: now)
    }
    if let span, span.isRecording {
      var attributes = span.attributes
      attributes[SpanAttributeName.workflow] = table.workflowName
      attributes[SpanAttributeName.runID] = runID
      attributes[SpanAttributeName.step] = table.steps[step].name
      attributes[SpanAttributeName.waitEvent] = request.type.eventName
      attributes[SpanAttributeName.waitTimeout] = request.timeout?.inSeconds
      span.attributes = attributes
    }
    return Wait(step: step, span: span, began: now)
  }

  /// Ends the span of a wait.
  ///
  /// That nothing came, or that nobody waits any more, is no error of the wait: the step may go on without it. A
  /// requirement that throws is one.
  func ended(_ wait: Wait, _ error: (any Error)?, at now: MonotonicInstant) {
    let outcome: Outcome =
      switch error {
      case nil: .completed
      case let error as WorkflowError where error.code == .waitTimedOut: .timedOut
      case is WorkflowError: .failed
      default: .cancelled
      }
    metrics?.steps[wait.step].waits.record(outcome, wait.began.duration(to: now))
    guard let span = wait.span else { return }
    if outcome == .failed, let error { span.fail(error, at: instant(now)) }
    finish(span, outcome, at: now)
  }
}
