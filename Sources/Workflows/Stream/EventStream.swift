/// The events that a run writes, from a position on, up to and including its terminal event.
///
/// ```swift
/// for await event in handler.streamEvents() { print(event) }
/// for await progress in handler.streamEvents().of(ProgressEvent.self) { print(progress.msg) }
/// ```
///
/// Any number of readers may read the same stream, each from where it likes, at its own pace, and after the run has
/// ended; reading takes nothing away. Every loop ends: the last event is a ``StopEvent`` or one of
/// ``WorkflowFailedEvent``, ``WorkflowTimedOutEvent``, ``WorkflowCancelledEvent``, exactly once. A loop also ends when
/// its task is cancelled, after what the reader has at hand by then: no more than 64 events. A reader keeps no run
/// alive and holds none up.
public struct EventStream: AsyncSequence, Sendable {
  /// An event.
  public typealias Element = any Event
  /// Reading never fails: that a run ended badly is an event.
  public typealias Failure = Never

  private let log: StreamLog
  private let position: Int
  private var view: StreamLog.View

  package init(log: StreamLog, from position: StreamPosition, exposesInternal: Bool) {
    self.log = log
    view = StreamLog.View(exposesInternal: exposesInternal)
    self.position =
      switch position.kind {
      case .start: 0
      case .now: log.end
      case .after(let sequence): sequence < 0 ? 0 : sequence == .max ? sequence : sequence + 1
      }
  }

  /// The place of one reader.
  public struct Iterator: AsyncIteratorProtocol {
    @usableFromInline var cursor: StreamCursor

    init(cursor: StreamCursor) { self.cursor = cursor }

    /// The next event; `nil` after the terminal one, and when the task is cancelled.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> (any Event)? {
      // Most events are at hand; only where a slice ends is there something to await.
      if let event = cursor.nextEventAtHand() { return event }
      return await cursor.nextEvent(isolation: actor)
    }

    /// The next event; `nil` after the terminal one, and when the task is cancelled.
    @inlinable
    public mutating func next() async -> (any Event)? { await next(isolation: #isolation) }
  }

  /// A new reader at the stream's position.
  public func makeAsyncIterator() -> Iterator { Iterator(cursor: makeCursor()) }

  /// The same events with their numbers, times, steps and attempts.
  public var records: RecordStream { RecordStream(stream: self) }

  /// The same events without those that were written in vain.
  ///
  /// When a step is tried again, what the attempt before wrote stays in the stream, followed by ``AttemptSuperseded``. The
  /// settled stream leaves both out. To that end it waits, at the first event of a step that may be tried again, until
  /// its attempt has returned or another one is made; the order stays the same. What the last attempt of a failed run
  /// wrote is delivered. What children wrote that a step ran goes with what the step wrote.
  public var settled: EventStream {
    var stream = self
    stream.view.isSettled = true
    return stream
  }

  /// The same events without those of child runs.
  public var withoutChildren: EventStream {
    var stream = self
    stream.view.runs = .own
    return stream
  }

  /// The events of a child run and its children, by its path, such as `research`; and the terminal event of the run.
  public func under(_ path: String) -> EventStream {
    var stream = self
    stream.view.runs = .under(path)
    return stream
  }

  /// The events of one type only.
  ///
  /// The loop ends with the run, whether or not its terminal event is of that type.
  ///
  /// ``StreamGap`` and ``AttemptSuperseded`` are left out, too. Where the run keeps less than all of its stream
  /// (``RunOptions/streamRetention``), read all events instead, so as to see what is missing. Where steps are tried again,
  /// take `settled.of(…)`, which leaves out what was written in vain.
  public func of<E: Event>(_ type: E.Type) -> TypedEventStream<E> { TypedEventStream(stream: self) }

  func makeCursor() -> StreamCursor {
    StreamCursor(log: log, position: position, view)
  }
}

/// The events of a stream with their numbers, times, steps and attempts: ``EventStream/records``.
public struct RecordStream: AsyncSequence, Sendable {
  /// An event with what is known about it.
  public typealias Element = StreamRecord
  /// Reading never fails.
  public typealias Failure = Never

  let stream: EventStream

  /// The place of one reader.
  public struct Iterator: AsyncIteratorProtocol {
    private var cursor: StreamCursor

    init(cursor: StreamCursor) { self.cursor = cursor }

    /// The next record; `nil` after the terminal one, and when the task is cancelled.
    public mutating func next(isolation actor: isolated (any Actor)?) async -> StreamRecord? {
      guard let entry = await cursor.next(isolation: actor) else { return nil }
      return StreamRecord(entry, cursor)
    }

    /// The next record; `nil` after the terminal one, and when the task is cancelled.
    public mutating func next() async -> StreamRecord? { await next(isolation: #isolation) }
  }

  /// A new reader at the stream's position.
  public func makeAsyncIterator() -> Iterator { Iterator(cursor: stream.makeCursor()) }
}

/// The events of one type in a stream: ``EventStream/of(_:)``.
public struct TypedEventStream<E: Event>: AsyncSequence, Sendable {
  /// An event of the type.
  public typealias Element = E
  /// Reading never fails.
  public typealias Failure = Never

  let stream: EventStream

  /// The place of one reader.
  public struct Iterator: AsyncIteratorProtocol {
    @usableFromInline var cursor: StreamCursor

    init(cursor: StreamCursor) { self.cursor = cursor }

    /// The next event of the type; `nil` after the run's terminal event, and when the task is cancelled.
    @inlinable
    public mutating func next(isolation actor: isolated (any Actor)?) async -> E? {
      repeat {
        while let event = cursor.nextEventAtHand() { if let event = E.accept(event) { return event } }
        guard let event = await cursor.nextEvent(isolation: actor) else { return nil }
        if let event = E.accept(event) { return event }
      } while true
    }

    /// The next event of the type; `nil` after the run's terminal event, and when the task is cancelled.
    @inlinable
    public mutating func next() async -> E? { await next(isolation: #isolation) }
  }

  /// A new reader at the stream's position.
  public func makeAsyncIterator() -> Iterator { Iterator(cursor: stream.makeCursor()) }
}
