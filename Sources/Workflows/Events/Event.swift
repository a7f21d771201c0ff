/// A value that travels between the steps of a workflow, or from a run to whoever watches it.
///
/// Conform a `struct`; the requirements have defaults, and `Codable` is synthesized:
///
/// ```swift
/// struct ProgressEvent: Event { var msg: String }
/// ```
///
/// Events are values: they are copied to every step that takes them and to every reader of a stream. What cannot be
/// encoded, such as a connection, belongs into the workflow's stored properties.
public protocol Event: StepInput, StepOutput, Codable {
  /// The stable name of this event on the wire, in messages, and in events about the run.
  ///
  /// Defaults to the name of the type without its module and its enclosing types. Fix it before you rename a type
  /// whose name somebody goes by: `static var eventName: String { "OldName" }`. Two events of one workflow cannot share
  /// a name.
  static var eventName: String { get }

  /// What the event means to a run. Comes with the role's protocol; do not implement it.
  static var eventRole: EventRole { get }
}

extension Event {
  /// The name of the type, without its module and its enclosing types.
  public static var eventName: String { String(describing: Self.self) }

  /// An event between two steps.
  public static var eventRole: EventRole { .plain }

  /// The event itself.
  public static var acceptedEvents: [any Event.Type] { [Self.self] }

  /// The event itself.
  public static var producedEvents: [any Event.Type] { [Self.self] }

  /// The event, if it is of this type.
  @inlinable
  public static func accept(_ event: any Event) -> Self? {
    // A step is entered with an event of exactly its own type; comparing types is ten times as fast as a dynamic cast,
    // which also looks for superclasses, bridging and optionals.
    func unwrap<E: Event>(_ event: E) -> Self? {
      E.self == Self.self ? unsafeBitCast(event, to: Self.self) : event as? Self
    }
    return unwrap(event)
  }

  /// The event itself.
  @inlinable
  public consuming func emissions() -> Emissions { .one(self) }
}
