/// A simulation that failed, with everything that is needed to see why and to have it happen again.
public struct SimulationFailure: Error, CustomStringConvertible {
  /// Why a simulation failed.
  public struct Reason: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String { case threw, violation, deadlock, livelock, escaped }
    private let kind: Kind

    /// The body threw ``SimulationFailure/cause``.
    public static let threw = Reason(kind: .threw)
    /// A run broke an invariant: ``SimulationFailure/violations``.
    public static let violation = Reason(kind: .violation)
    /// The body waits for something, and nothing is left that could happen.
    public static let deadlock = Reason(kind: .deadlock)
    /// More happened than ``SimulationOptions/jobLimit`` allows.
    public static let livelock = Reason(kind: .livelock)
    /// Something depended on a thread that the simulation does not control, so that the seed would not replay.
    public static let escaped = Reason(kind: .escaped)

    /// The reason's name.
    public var description: String { kind.rawValue }
  }

  /// The seed with which it happened.
  public var seed: UInt64
  /// Why.
  public var reason: Reason
  /// What the body threw, if that is why.
  public var cause: (any Error)?
  /// The invariants that were broken, in words.
  public var violations: [String]
  /// The choices that lead to the failure, made as simple as could be found: what ``replay(_:faults:options:_:)`` takes.
  public var choices: [Int]
  /// What happened with these choices.
  public var trace: [TraceEntry]

  /// What happened, where, and how to have it happen again.
  public var description: String {
    let what =
      switch reason {
      case .threw: cause.map { "\($0)" } ?? "the body threw"
      case .violation: violations.joined(separator: "\n  ")
      case .deadlock: "nothing is left that could happen, and the body has not returned"
      case .livelock: "too much happens; is there a loop that never ends? If not, raise 'jobLimit'"
      default:
        "something ran on a thread that the simulation does not control (an unstructured or detached task, the main "
          + "actor, real input or output), so that this seed would not replay; use task groups, 'async let' or "
          + "'Task(executorPreference: simulation.executor)', or set 'allowsEscapes'"
      }
    let shown = trace.suffix(60).map { "\n    \($0)" }.joined()
    let omitted = trace.count > 60 ? "\n    … \(trace.count - 60) earlier entries" : ""
    return """
      simulation with seed \(seed) failed (\(reason)):
        \(what)
        to see it again: simulate(seeds: [\(seed)]), or the shortest way there: replay(\(choices)),
        with the same faults and options
        what happened on the shortest way:\(omitted)\(shown)
      """
  }
}
