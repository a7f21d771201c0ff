/// One event of a server-sent event stream.
///
/// The names and defaults are those of the
/// [WHATWG standard](https://html.spec.whatwg.org/multipage/server-sent-events.html).
public struct ServerSentEvent: Sendable, Hashable {
  /// The type of an event that names none.
  public static let defaultType = "message"

  /// The type of the event, from its `event` field; ``defaultType`` when the stream named none.
  public var event: String

  /// The payload: the values of the `data` fields, joined with line feeds.
  public var data: String

  /// The position to resume from: the last event ID in force when this event was dispatched.
  ///
  /// In a parsed event this is the ID of the last event that had one, because an ID persists until another replaces
  /// it; `nil` if there was none, or it was reset. In an event to be encoded, `nil` writes no `id` field, so that the
  /// receiver keeps the ID it has, and the empty string writes an empty one, which resets it.
  public var id: String?

  /// Creates an event.
  ///
  /// - Parameters:
  ///   - event: The type of the event.
  ///   - data: The payload. It may hold line breaks; a receiver sees each of them as a line feed.
  ///   - id: The position that a receiver may later resume from.
  public init(event: String = ServerSentEvent.defaultType, data: String, id: String? = nil) {
    self.event = event
    self.data = data
    self.id = id
  }
}
