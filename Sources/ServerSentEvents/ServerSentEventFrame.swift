/// Everything that means something in an event stream: events, and what stands between them.
///
/// The list is closed because the format is: the standard has a stream say nothing else.
public enum ServerSentEventFrame: Sendable, Hashable {
  /// An event.
  case event(ServerSentEvent)

  /// A comment, without the colon it begins with. Servers send them to keep an idle connection open.
  case comment(String)

  /// How long a client waits before it connects again. On the wire it is in milliseconds.
  case retry(Duration)

  /// A frame without meaning that keeps an idle connection open.
  ///
  /// The standard's authoring notes advise one about every 15 seconds, against proxies that drop silent connections.
  public static let heartbeat = ServerSentEventFrame.comment("")
}
