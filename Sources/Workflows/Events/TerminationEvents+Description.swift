// A terminal event in the words that a program shows to people.

extension WorkflowTimedOutEvent: CustomStringConvertible {
  /// The end in words: "timed out after 30.0 s while 'fetch', 'read' were running".
  public var description: String {
    let names = activeSteps.map { "'\($0)'" }.joined(separator: ", ")
    let steps = names.isEmpty ? "no step was running" : "\(names) \(activeSteps.count == 1 ? "was" : "were") running"
    return "timed out after \(timeout) s while \(steps)"
  }
}

extension WorkflowCancelledEvent: CustomStringConvertible {
  /// The end in words: "was cancelled".
  public var description: String { "was cancelled" }
}

extension WorkflowFailedEvent: CustomStringConvertible {
  /// The end in words: "failed in step 'fetch' after 3 attempts: the server is gone".
  public var description: String {
    if stepName.isEmpty { return "failed: \(exceptionMessage)" }
    let times = attempts.map { $0 == 1 ? "" : " after \($0) attempts" } ?? ""
    return "failed in step '\(stepName)'\(times): \(exceptionMessage)"
  }
}
