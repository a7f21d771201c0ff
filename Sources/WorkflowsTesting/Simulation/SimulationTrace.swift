/// One thing that happened in a simulation.
public struct TraceEntry: Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing.
  public enum Kind: Hashable, Sendable {
    /// A run was started.
    case run(workflow: String)
    /// An attempt of a step began, for an event, which is given in words.
    case began(step: String, attempt: Int, event: String)
    /// An attempt of a step ended; `error` is what it threw, if it did.
    case ended(step: String, attempt: Int, error: String?)
    /// A fault struck a step.
    case fault(step: String, String)
    /// Time passed, because nothing else could happen.
    case time
    /// What ``Simulation/note(_:)`` was given.
    case note(String)
  }

  /// The virtual time.
  public var time: Duration
  /// The run that it is about; empty for what is about none.
  public var runID: String
  /// What happened.
  public var kind: Kind

  /// The entry in words.
  public var description: String {
    let what =
      switch kind {
      case .run(let workflow): "a run of '\(workflow)' starts"
      case .began(let step, let attempt, let event):
        "\(step) begins with \(event)\(attempt > 1 ? ", attempt \(attempt)" : "")"
      case .ended(let step, let attempt, nil): "\(step) returns\(attempt > 1 ? " from attempt \(attempt)" : "")"
      case .ended(let step, let attempt, let error?):
        "\(step) throws\(attempt > 1 ? " in attempt \(attempt)" : ""): \(error)"
      case .fault(let step, let fault): "\(step) is struck: \(fault)"
      case .time: "time passes"
      case .note(let text): text
      }
    return "[\(time)]\(runID.isEmpty ? "" : " \(runID)") \(what)"
  }
}
