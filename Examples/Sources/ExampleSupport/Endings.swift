import Workflows

/// How a run ended badly, in words; `nil` for every other event.
public func ending(_ event: (any Event)?) -> String? {
  (event as? any TerminationEvent).map { "Workflow \($0)" }
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
