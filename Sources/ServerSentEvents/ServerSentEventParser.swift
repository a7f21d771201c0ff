/// Parses an event stream that arrives in arbitrary pieces.
///
/// Append bytes as they come, and after each piece take frames or events until there are none:
///
/// ```swift
/// var parser = ServerSentEventParser()
/// parser.append("data: Call me Ishmael.\n\n".utf8)
/// while let event = try parser.next() { print(event.data) }
/// ```
///
/// The rules are those of the
/// [WHATWG standard](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation), with
/// two decisions where it leaves room: a `retry` without digits, or of more milliseconds than an `Int64` holds, is
/// ignored. Where a piece ends does not matter; it may be within a character or a line end. Bytes that are not UTF-8
/// become U+FFFD. An event that the stream ends in is never dispatched: just stop asking.
///
/// A parser holds no more than the bytes appended since frames were last taken, the line that has not ended and the
/// event that has not been dispatched; the latter two are limited, so that a hostile server cannot exhaust memory.
public struct ServerSentEventParser: Sendable {
  /// The limit used unless another is given: 8 MiB.
  public static let defaultMaximumEventSize = 8 * 1024 * 1024

  /// How many bytes a single line, and the fields of a single event, may have.
  public let maximumEventSize: Int

  /// The ID to send as `Last-Event-ID` when connecting again; empty if there is none.
  ///
  /// It is that of the last *dispatched* block of lines: the ID of an event that was cut off does not count, because
  /// that event has to be sent again.
  public private(set) var lastEventID: String

  /// How long to wait before connecting again, if the stream has said so.
  public private(set) var retry: Duration?

  private var lines = LineSplitter()
  private var event: EventBuffer
  private var failure: ServerSentEventError?

  /// Creates a parser at the start of a stream.
  ///
  /// - Parameters:
  ///   - lastEventID: The ID this stream was resumed from. It is in force until the stream sends another.
  ///   - maximumEventSize: How many bytes a single line, and the fields of a single event, may have.
  public init(lastEventID: String = "", maximumEventSize: Int = ServerSentEventParser.defaultMaximumEventSize) {
    self.lastEventID = lastEventID
    self.maximumEventSize = maximumEventSize
    self.event = EventBuffer(lastEventID: lastEventID)
  }

  /// Adds the next bytes of the stream.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    // After a failure nothing is ever taken out again, so nothing may be put in.
    guard failure == nil else { return }
    // Copying from memory is two orders of magnitude faster than through an unspecialized iterator.
    if bytes.withContiguousStorageIfAvailable({ lines.append($0) }) == nil { lines.append(bytes) }
  }

  /// Takes the next event, passing over comments.
  ///
  /// - Returns: The next event, or `nil` until more bytes are appended.
  /// - Throws: ``ServerSentEventError`` as ``nextFrame()`` does.
  public mutating func next() throws(ServerSentEventError) -> ServerSentEvent? {
    while let frame = try nextFrame() {
      if case .event(let event) = frame { return event }
    }
    return nil
  }

  /// Takes the next frame.
  ///
  /// - Returns: The next frame, or `nil` until more bytes are appended.
  /// - Throws: ``ServerSentEventError`` with the code `lineTooLong` or `eventTooLarge`, after all frames before the
  ///   offence have been taken, and then again on every call.
  public mutating func nextFrame() throws(ServerSentEventError) -> ServerSentEventFrame? {
    if let failure { throw failure }
    do throws(ServerSentEventError) {
      while let line = lines.next() {
        try checkLine(line.count)
        if let frame = try take(Field(line: line)) { return frame }
      }
      try checkLine(lines.pendingCount)
      return nil
    } catch {
      failure = error
      lines = LineSplitter()
      event = EventBuffer(lastEventID: lastEventID)
      throw error
    }
  }

  private mutating func take(_ field: Field) throws(ServerSentEventError) -> ServerSentEventFrame? {
    switch field {
    case .blank:
      let dispatched = event.dispatch()
      // Even a block without data, which dispatches no event, moves the position.
      lastEventID = event.lastEventID
      return dispatched.map { .event($0) }
    case .comment(let text): return .comment(String(decoding: text, as: UTF8.self))
    case .data(let value): event.appendData(value)
    case .event(let value): event.type = String(decoding: value, as: UTF8.self)
    case .id(let value): event.lastEventID = String(decoding: value, as: UTF8.self)
    case .retry(let milliseconds):
      let duration = Duration.milliseconds(milliseconds)
      retry = duration
      return .retry(duration)
    case .ignored: break
    }
    if event.size > maximumEventSize {
      throw ServerSentEventError(
        code: .eventTooLarge,
        message: "An event has \(event.size) bytes and has not ended. The limit is \(maximumEventSize); "
          + "if events of that size are expected, raise maximumEventSize.")
    }
    return nil
  }

  private func checkLine(_ count: Int) throws(ServerSentEventError) {
    guard count > maximumEventSize else { return }
    throw ServerSentEventError(
      code: .lineTooLong,
      message: "A line of the event stream has at least \(count) bytes. The limit is \(maximumEventSize); "
        + "if events of that size are expected, raise maximumEventSize, otherwise what answers is no event stream.")
  }
}
