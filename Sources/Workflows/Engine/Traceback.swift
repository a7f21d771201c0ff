/// Where a failure came from: the chain of causes, the step's place in the source, and the steps that led there.
///
/// A backtrace taken where the engine catches an error would show only the engine's own frames.
struct Traceback: CustomStringConvertible {
  let failure: FailureText
  let item: WorkItem
  let table: StepTable
  /// Whether the step's handler may take no more failures of what led here.
  let isExhausted: Bool

  var description: String {
    let port = table.ports[Int(item.port)]
    let step = table.steps[port.step]
    let place = step.location.map { " (\($0))" } ?? ""
    var lines = ["step '\(step.name)'\(place) failed on attempt \(item.attempt):"]
    lines.append("  \(failure.type): \(failure.message)")
    for cause in failure.causes { lines.append("  caused by \(cause)") }
    if let handled = item.event as? StepFailedEvent {
      let cause = FailureText(handled.exception)
      lines.append("  while it handled the failure of step '\(handled.stepName)': \(cause.type): \(cause.message)")
    }
    if isExhausted, let handler = step.handler {
      lines.append(
        "  step '\(table.steps[handler.step].name)' has handled \(handler.maxRecoveries) of the failures on the way here and may no more: see 'maxRecoveries:'"
      )
    }
    let earlier = item.lineage.path.map { "\(table.ports[$0].eventName) -> \(table.steps[table.ports[$0].step].name)" }
    let path = (earlier + ["\(port.eventName) -> \(step.name)"]).joined(separator: ", ")
    lines.append("  it came by \(item.lineage.isFull ? "…, " : "")\(path)")
    return lines.joined(separator: "\n")
  }
}

/// What an error says of itself and of its causes.
///
/// To ask it is to run the user's code, which may ask the run in turn; so it is asked before the run's lock is taken.
package struct FailureText: Sendable {
  let type: String
  let message: String
  /// The causes, the nearest first; as many as anybody will read, for there may be a circle of them.
  let causes: [String]

  /// - Parameter resource: What could not be made because of it, if it was a resource that failed and not the step.
  package init(_ error: any Error, resource: String? = nil) {
    type = String(reflecting: Swift.type(of: error))
    let message = Self.message(of: error)
    self.message = resource.map { "resource '\($0)' could not be made: \(message)" } ?? message
    let chain = Array(sequence(first: error) { ($0 as? any CausedError)?.cause }.dropFirst().prefix(Self.limit + 1))
    let causes = chain.prefix(Self.limit).map { "\(String(reflecting: Swift.type(of: $0))): \(Self.message(of: $0))" }
    self.causes = causes + (chain.count > Self.limit ? ["…"] : [])
  }

  private static let limit = 50

  /// The message, without the causes that an error of ours says with it.
  private static func message(of error: any Error) -> String {
    (error as? WorkflowError)?.message ?? String(describing: error)
  }
}
