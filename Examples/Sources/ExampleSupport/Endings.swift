import Workflows

/// How a run ended badly, in words; `nil` for every other event.
public func ending(_ event: (any Event)?) -> String? {
  switch event {
  case let end as WorkflowTimedOutEvent:
    "Workflow timed out after \(end.timeout)s in \(end.activeSteps.joined(separator: ", "))"
  case is WorkflowCancelledEvent:
    "Workflow was cancelled"
  case let end as WorkflowFailedEvent where end.stepName.isEmpty:
    "Workflow failed: \(end.exceptionMessage)"
  case let end as WorkflowFailedEvent:
    "Step '\(end.stepName)' failed after \(end.attempts ?? 0) attempts: \(end.exceptionMessage)"
  default:
    nil
  }
}

extension WorkflowHandler {
  /// The result of the run; if it has none, the program ends, and says how the run did.
  public func resultOrExit() async -> W.StopEventType.Result {
    do {
      return try await result
    } catch {
      fail(ending(stopEvent) ?? "\(error)")
    }
  }
}
