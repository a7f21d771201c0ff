/// What a step may take: an event, a union of events, or an array of these.
///
/// There is no need to conform to it: every ``Event`` does, and so do ``Either``, every enum marked `@EventUnion`, and
/// `Array` where its element does.
public protocol StepInput: Sendable {
  /// Every type of event that triggers a step with this parameter.
  static var acceptedEvents: [any Event.Type] { get }

  /// When a step with this parameter runs: for each event, unless it takes an array.
  static var stepTrigger: StepTrigger { get }

  /// Wraps an event; `nil` if it is none of ``acceptedEvents``.
  static func accept(_ event: any Event) -> Self?
}

extension StepInput {
  /// ``StepTrigger/each``.
  public static var stepTrigger: StepTrigger { .each }
}

extension Array: StepInput where Element: StepInput {
  /// The events of the element type.
  public static var acceptedEvents: [any Event.Type] { Element.acceptedEvents }

  /// ``StepTrigger/batch``.
  public static var stepTrigger: StepTrigger { Element.stepTrigger == .each ? .batch : .mixed }

  /// The members of a batch, in the order in which they arrived.
  @inlinable
  public static func accept(_ event: any Event) -> [Element]? {
    guard let release = CollectionReleaseEvent.accept(event) else { return nil }
    var members: [Element] = []
    members.reserveCapacity(release.events.count)
    for event in release.events {
      guard let member = Element.accept(event) else { return nil }
      members.append(member)
    }
    return members
  }
}
