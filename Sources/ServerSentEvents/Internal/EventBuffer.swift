/// The event that the lines read so far make up: the standard's three buffers.
struct EventBuffer: Sendable {
  /// The event type buffer; empty means the default type.
  var type = ""

  /// The last event ID buffer, which outlives the event that set it.
  var lastEventID: String

  /// The data buffer.
  ///
  /// It holds bytes rather than a string so that many short `data` lines are decoded once, together.
  private var data: [UInt8] = []

  init(lastEventID: String) {
    self.lastEventID = lastEventID
  }

  /// How many bytes the event has so far.
  var size: Int { type.utf8.count + lastEventID.utf8.count + data.count }

  /// Adds the value of a `data` field.
  ///
  /// Each value is followed by a line feed, the last of which is removed at the end. So the buffer is empty only if
  /// there was no `data` field at all, and `data:` alone makes an event with empty data.
  mutating func appendData(_ value: ArraySlice<UInt8>) {
    data.append(contentsOf: value)
    data.append(UInt8(ascii: "\n"))
  }

  /// Ends the event, and returns it unless it had no data.
  mutating func dispatch() -> ServerSentEvent? {
    defer {
      type = ""
      data.removeAll(keepingCapacity: data.capacity <= 4096)
    }
    guard !data.isEmpty else { return nil }
    return ServerSentEvent(
      event: type.isEmpty ? ServerSentEvent.defaultType : type,
      data: String(decoding: data.dropLast(), as: UTF8.self),
      id: lastEventID.isEmpty ? nil : lastEventID)
  }
}
