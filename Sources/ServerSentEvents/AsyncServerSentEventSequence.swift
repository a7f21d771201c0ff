extension AsyncSequence where Element: Sequence<UInt8> {
  /// The events in this sequence of pieces of an event stream.
  ///
  /// - Parameters:
  ///   - lastEventID: The ID this stream was resumed from.
  ///   - maximumEventSize: How many bytes a single line, and the fields of a single event, may have.
  /// - Returns: A sequence that reads this one as far as it is iterated itself.
  public func serverSentEvents(
    lastEventID: String = "",
    maximumEventSize: Int = ServerSentEventParser.defaultMaximumEventSize
  ) -> AsyncServerSentEventSequence<Self> {
    AsyncServerSentEventSequence(
      base: self,
      parser: ServerSentEventParser(lastEventID: lastEventID, maximumEventSize: maximumEventSize))
  }
}

/// The events in a sequence of pieces of an event stream.
///
/// Iterating throws what the underlying sequence throws, and ``ServerSentEventError`` when a limit is exceeded; events
/// that were complete before are delivered first. It ends where the underlying sequence ends, discarding an
/// event that was not complete. Nothing is read ahead, and cancellation is left to the underlying sequence.
public struct AsyncServerSentEventSequence<Base: AsyncSequence>: AsyncSequence where Base.Element: Sequence<UInt8> {
  /// The type of element: an event.
  public typealias Element = ServerSentEvent

  /// The type of error: whatever the underlying sequence throws, or a ``ServerSentEventError``.
  public typealias Failure = any Error

  let base: Base
  let parser: ServerSentEventParser

  /// Starts iterating.
  public func makeAsyncIterator() -> Iterator {
    Iterator(base: base.makeAsyncIterator(), parser: parser)
  }

  /// Iterates over the events.
  public struct Iterator: AsyncIteratorProtocol {
    var base: Base.AsyncIterator
    var parser: ServerSentEventParser

    /// The ID to send as `Last-Event-ID` when connecting again; empty if there is none.
    public var lastEventID: String { parser.lastEventID }

    /// How long to wait before connecting again, if the stream has said so.
    public var retry: Duration? { parser.retry }

    /// The next event, or `nil` at the end of the stream.
    public mutating func next() async throws -> ServerSentEvent? {
      try await next(isolation: nil)
    }

    /// The next event, or `nil` at the end of the stream.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ServerSentEvent? {
      while true {
        if let event = try parser.next() { return event }
        guard let bytes = try await base.next(isolation: actor) else { return nil }
        parser.append(bytes)
      }
    }
  }
}

extension AsyncServerSentEventSequence: Sendable where Base: Sendable {}
