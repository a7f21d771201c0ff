/// What an event must be like for a step that waits for it: ``WorkflowContext/waitForEvent(_:waiterEvent:requirements:timeout:)``.
///
/// ```swift
/// struct Reply: HumanResponseEvent { var order: Int; var yes: Bool }
///
/// let one: EventRequirement<Reply> = .equal(\.order, 7)
/// let other: EventRequirement<Reply> = .where("is a yes") { $0.yes }
/// ```
public struct EventRequirement<E: Event>: Sendable, CustomStringConvertible {
  /// What is required, in words.
  public let description: String
  let isMet: @Sendable (E) throws -> Bool

  /// That a property has a value.
  public static func equal<Value: Equatable & Sendable>(
    _ property: any KeyPath<E, Value> & Sendable, _ value: Value
  ) -> EventRequirement {
    EventRequirement(description: "\(property) == \(value)") { $0[keyPath: property] == value }
  }

  /// Anything that can be told from the event; the name is for messages.
  ///
  /// Called on whichever task brings the event and the wait together, without a lock, and perhaps more than once for one
  /// event; it must have no side effects. If it throws, the step that waits gets the error, and the event goes on to others.
  public static func `where`(
    _ name: String, _ isMet: @escaping @Sendable (E) throws -> Bool
  ) -> EventRequirement {
    EventRequirement(description: name, isMet: isMet)
  }
}
