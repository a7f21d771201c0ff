/// How a run ends.
package enum Ending: Codable, Hashable, Sendable {
  case stopped(result: Int)
  /// A step failed for good, after this many attempts.
  case failed(step: String, attempts: Int)
  /// The steps are those in the middle of an execution, in declaration order.
  case timedOut(activeSteps: [String])
  case cancelled
  /// Nothing could happen any more, and nobody outside could change that.
  case stuck
  /// It never does: it waits for an answer that never comes, or goes on and on. No generated program does.
  case endless

  /// The kind of ending alone.
  package var name: String {
    switch self {
    case .stopped: "stopped"
    case .failed: "failed"
    case .timedOut: "timedOut"
    case .cancelled: "cancelled"
    case .stuck: "stuck"
    case .endless: "endless"
    }
  }
}
