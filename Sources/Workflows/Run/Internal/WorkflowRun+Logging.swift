public import Logging
import ServiceContextModule
import Tracing

extension WorkflowRun {
  /// What every line about the run has.
  private var metadata: Logger.Metadata {
    var metadata: Logger.Metadata = [
      LogKey.workflow: "\(table.workflowName)", LogKey.runID: "\(runID)",
    ]
    if let parent { metadata[LogKey.parentRunID] = "\(parent.runID)" }
    return metadata
  }

  /// What every line about an attempt has.
  private func metadata(of execution: StepExecution) -> Logger.Metadata {
    var metadata = metadata
    metadata[LogKey.step] = "\(stepName(of: execution))"
    metadata[LogKey.attempt] = "\(execution.attempt)"
    return metadata
  }

  @usableFromInline
  func logger(for execution: StepExecution) -> Logger {
    var logger = runtime.logger
    for (key, value) in metadata(of: execution) { logger[metadataKey: key] = value }
    return logger
  }

  /// Writes what is worth knowing about a run into the log, each thing once.
  ///
  /// The lines belong to the run's trace, in whose context the current task may not be.
  func log(_ note: Note) { inTrace { write(note) } }

  private func inTrace(_ body: () -> Void) {
    guard let context = telemetry?.span?.context else { return body() }
    ServiceContext.withValue(context) { body() }
  }

  private func write(_ note: Note) {
    var metadata = metadata
    switch note {
    case .attemptFailed(let execution, let error, let retryAfter):
      metadata = self.metadata(of: execution)
      metadata[LogKey.error] = "\(error)"
      if let retryAfter {
        metadata[LogKey.retryAfter] = "\(retryAfter)"
        runtime.logger.warning("a step failed and will be tried again", metadata: metadata)
      } else {
        runtime.logger.error("a step failed, and the run with it", metadata: metadata)
      }
    case .recovered(let execution, let error, let handler):
      metadata = self.metadata(of: execution)
      metadata[LogKey.error] = "\(error)"
      metadata[LogKey.handler] = "\(handler)"
      runtime.logger.warning("a step failed, and a handler takes over", metadata: metadata)
    case .unhandled(let event):
      metadata[LogKey.event] = "\(type(of: event).eventName)"
      runtime.logger.warning("no step takes an event that a step returned or sent; it was dropped", metadata: metadata)
    case .stray(let event, let step):
      metadata[LogKey.event] = "\(type(of: event).eventName)"
      metadata[LogKey.step] = "\(step)"
      runtime.logger.warning(
        """
        a step takes an event as a member of a batch, but it belongs to none and was dropped; return it in an array, or \
        from a step that an array led to
        """, metadata: metadata)
    case .ambiguous(let event):
      metadata[LogKey.event] = "\(type(of: event).eventName)"
      runtime.logger.warning(
        "an event may answer several open questions and answered none; send it with 'handler.answer(_:to:)'",
        metadata: metadata)
    case .abandoned(let steps):
      metadata[LogKey.steps] = "\(steps.joined(separator: ", "))"
      runtime.logger.warning(
        "steps ignored their cancellation and were left behind; check 'Task.isCancelled' in them", metadata: metadata)
    case .cleanupAbandoned:
      metadata[LogKey.resources] = "\(withGuarded(\.resources)?.names.joined(separator: ", ") ?? "")"
      runtime.logger.warning(
        "tearing down the resources of a run took longer than its grace, and goes on without it", metadata: metadata)
    }
  }

  func warnAboutWrittenStop(_ event: any Event, _ execution: StepExecution) {
    var metadata = metadata(of: execution)
    metadata[LogKey.event] = "\(type(of: event).eventName)"
    runtime.logger.warning(
      "a stop event was written to the stream and dropped; return it from the step to end the run",
      metadata: metadata)
  }

  /// Says what a verbose run does, in the words of Python's `verbose=True`.
  func logVerbose(_ commands: Commands, _ end: RunEnd?) {
    var hasFailed = false
    for case .note(let note) in commands.others {
      switch note {
      case .attemptFailed, .recovered: hasFailed = true
      default: break
      }
    }
    for case .write(.internalEvent(let event)) in commands.others {
      switch event {
      case let change as StepStateChanged: info(describe(change, hasFailed: hasFailed))
      case let unhandled as UnhandledEvent: info("[tick] unhandled: \(unhandled.eventType)")
      case is WorkflowIdleEvent: info("[tick] idle")
      default: break
      }
    }
    if let end { info("[result] \(end.event)") }
  }

  private func describe(_ change: StepStateChanged, hasFailed: Bool) -> String {
    switch change.stepState {
    case .preparing: "[\(change.name)] enqueued (waiting for capacity)"
    case .running: "[\(change.name):\(change.workerID)] started from \(change.inputEventName)"
    case .notRunning where hasFailed: "[\(change.name):\(change.workerID)] failed"
    default:
      "[\(change.name):\(change.workerID)] complete with \(change.outputEventName ?? "no result")"
    }
  }

  private func info(_ line: String) { inTrace { runtime.logger.info("\(line)", metadata: metadata) } }
}
