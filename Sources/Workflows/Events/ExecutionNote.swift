/// What an observed run knows of an execution beyond what ``StepStateChanged`` says on the wire: enough to tell a retry
/// from another event, and a failure from a step that returned nothing.
///
/// It stays in the process and does not tell events apart: all notes are equal.
package struct ExecutionNote: Sendable {
  /// How an execution left its worker.
  package enum Ending: Sendable {
    case returned
    case failed(any Error)
    case waiting
    case cancelled
  }

  /// The piece of work: the same for every attempt, and before and after a wait.
  package var workItem: UInt64
  /// The attempt, 1 for the first.
  package var attempt: Int
  /// How many events of which name it takes.
  package var inputs: [String: Int] = [:]
  /// How many events of which name it returned.
  package var outputs: [String: Int] = [:]
  /// How it left its worker; `nil` while it has one, or waits for one.
  package var ending: Ending?

  package init(workItem: UInt64, attempt: Int) {
    self.workItem = workItem
    self.attempt = attempt
  }

  /// How many events there are of which name.
  package static func count(_ events: [any Event]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for event in events { counts[type(of: event).eventName, default: 0] += 1 }
    return counts
  }
}

extension ExecutionNote: Hashable {
  package static func == (left: Self, right: Self) -> Bool { true }
  package func hash(into hasher: inout Hasher) {}
}
