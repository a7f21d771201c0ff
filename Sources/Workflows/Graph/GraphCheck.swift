/// A check of a workflow's graph that can be waived: for one step with `@Step(skipGraphChecks:)`, for all of them with
/// `@Workflow(skipGraphChecks:)`.
public struct GraphCheck: Hashable, Sendable, CustomStringConvertible {
  private enum Kind: String { case reachability, deadEnd, terminalEvent, missingProducer }
  private let kind: Kind

  /// Every step can be reached from the start event, or from an event that comes from outside.
  public static let reachability = GraphCheck(kind: .reachability)
  /// From every step that returns events, a stop event or an event for somebody outside can be reached.
  public static let deadEnd = GraphCheck(kind: .deadEnd)
  /// Every event that a step produces is taken by a step, ends the run, or is for somebody outside.
  public static let terminalEvent = GraphCheck(kind: .terminalEvent)
  /// Every event that a step takes is produced by a step, starts the run, or comes from outside.
  public static let missingProducer = GraphCheck(kind: .missingProducer)

  /// The value in words.
  public var description: String { kind.rawValue }
}
