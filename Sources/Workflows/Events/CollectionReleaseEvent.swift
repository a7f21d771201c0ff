/// What a step that takes an array is triggered with: the members of a batch.
///
/// A step gets the array itself; this event shows up only as ``StepStateChanged/inputEventName`` and in what is said
/// of a failure. Python: `CollectionReleaseEvent`.
public struct CollectionReleaseEvent: Event {
  /// The members, in the order in which they arrived.
  public let events: [any Event]

  @inlinable
  package init(_ events: [any Event]) { self.events = events }

  private enum CodingKeys: String, CodingKey { case events }

  /// Cannot decode the members, whose types are not written with them.
  ///
  /// - Throws: `DecodingError`, always.
  public init(from decoder: any Decoder) throws {
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: decoder.codingPath,
        debugDescription: "a CollectionReleaseEvent is made by the run; the types of its members are not on the wire"))
  }

  /// Encodes the members, one after the other.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    var members = container.nestedUnkeyedContainer(forKey: .events)
    for event in events { try event.encode(to: members.superEncoder()) }
  }
}
