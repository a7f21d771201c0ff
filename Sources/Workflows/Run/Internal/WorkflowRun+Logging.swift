import Logging

extension WorkflowRun {
  private var metadata: Logger.Metadata { ["workflow": "\(table.workflowName)", "run": "\(runID)"] }

  /// Writes what is worth knowing about a run into the log, each thing once.
  func log(_ note: Note) {
    var metadata = metadata
    switch note {
    case .attemptFailed(let execution, let error, let retryAfter):
      metadata["step"] = "\(table.steps[Int(execution.step)].name)"
      metadata["attempt"] = "\(execution.attempt)"
      metadata["error"] = "\(error)"
      if let retryAfter {
        metadata["retry_after"] = "\(retryAfter)"
        runtime.logger.warning("a step failed and will be tried again", metadata: metadata)
      } else {
        runtime.logger.error("a step failed, and the run with it", metadata: metadata)
      }
    case .recovered(let execution, let error, let handler):
      metadata["step"] = "\(table.steps[Int(execution.step)].name)"
      metadata["attempt"] = "\(execution.attempt)"
      metadata["error"] = "\(error)"
      metadata["handler"] = "\(handler)"
      runtime.logger.warning("a step failed, and a handler takes over", metadata: metadata)
    case .unhandled(let event):
      metadata["event"] = "\(type(of: event).eventName)"
      runtime.logger.warning("no step takes an event that a step returned or sent; it was dropped", metadata: metadata)
    case .stray(let event, let step):
      metadata["event"] = "\(type(of: event).eventName)"
      metadata["step"] = "\(step)"
      runtime.logger.warning(
        """
        a step takes an event as a member of a batch, but it belongs to none and was dropped; return it in an array, or \
        from a step that an array led to
        """, metadata: metadata)
    case .ambiguous(let event):
      metadata["event"] = "\(type(of: event).eventName)"
      runtime.logger.warning(
        "an event may answer several open questions and answered none; send it with 'handler.answer(_:to:)'",
        metadata: metadata)
    case .abandoned(let steps):
      metadata["steps"] = "\(steps.joined(separator: ", "))"
      runtime.logger.warning(
        "steps ignored their cancellation and were left behind; check 'Task.isCancelled' in them", metadata: metadata)
    case .cleanupAbandoned:
      metadata["resources"] = "\(withGuarded(\.resources)?.names.joined(separator: ", ") ?? "")"
      runtime.logger.warning(
        "tearing down the resources of a run took longer than its grace, and goes on without it", metadata: metadata)
    }
  }

  func warnAboutWrittenStop(_ event: any Event, _ execution: StepExecution) {
    var metadata = metadata
    metadata["step"] = "\(table.steps[Int(execution.step)].name)"
    metadata["event"] = "\(type(of: event).eventName)"
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

  private func info(_ line: String) { runtime.logger.info("\(line)", metadata: metadata) }
}
