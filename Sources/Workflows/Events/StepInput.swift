/// What a step may take: an event or a union of events.
///
/// There is no need to conform to it: every ``Event`` does, and so do ``Either`` and every enum marked `@EventUnion`.
public protocol StepInput: Sendable {
  /// Every type of event that triggers a step with this parameter.
  static var acceptedEvents: [any Event.Type] { get }

  /// Wraps an event; `nil` if it is none of ``acceptedEvents``.
  static func accept(_ event: any Event) -> Self?
}
