/// When a step runs: for each event that it takes, for each complete set of events, or once for a whole batch.
///
/// Known from the type of the step's parameters; there is no need to name it.
public struct StepTrigger: Hashable, Sendable, CustomStringConvertible {
  private enum Kind { case each, set, batch, mixed }

  private let kind: Kind

  /// One event: the step runs for each.
  public static let each = StepTrigger(kind: .each)
  /// Several events, one for each parameter: the step runs when each of them has come.
  public static let set = StepTrigger(kind: .set)
  /// An array: the step runs once for each batch, with its members.
  public static let batch = StepTrigger(kind: .batch)
  /// Something that is not possible, such as a union of an event and an array.
  static let mixed = StepTrigger(kind: .mixed)

  /// What a union of two triggers is triggered by.
  static func union(_ first: StepTrigger, _ second: StepTrigger) -> StepTrigger {
    first == .each && second == .each ? .each : .mixed
  }

  /// The value in words.
  public var description: String { String(describing: kind) }
}
