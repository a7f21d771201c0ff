import DequeModule

/// The events of one run, numbered, for any number of readers.
///
/// An append-only log with cursors, not a queue: reading takes nothing away, and readers drain slices, so that one
/// lock pays for up to 64 events. The writer waits for nobody.
package final class StreamLog: Sendable {
  /// Who may still write.
  private enum Phase { case open, sealed, finished }

  fileprivate struct Waiter {
    let id: UInt64
    let continuation: UnsafeContinuation<Void, Never>
  }

  private struct State {
    var phase = Phase.open
    var records: Deque<StoredRecord> = []
    /// The sequence number of the first record that is kept.
    var base = 0
    /// What the records take, for a byte budget.
    var sizes = RetainedSizes()
    var waiters: [Waiter] = []
    var lastWaiter: UInt64 = 0

    var end: Int { base + records.count }
  }

  private let state: LockedValue<State>
  private let retention: StreamRetention
  package let table: StepTable
  /// When the run began; the times of records count from here.
  package let origin: MonotonicInstant

  package init(table: StepTable, retention: StreamRetention, origin: MonotonicInstant) {
    self.table = table
    self.retention = retention
    self.origin = origin
    state = LockedValue(State())
  }

  // MARK: Writing

  /// What is to be done after an append, once every lock is released.
  package struct Wakeups: Sendable {
    /// The readers to wake.
    fileprivate var waiters: [Waiter] = []
    /// The log whose new records have to be measured.
    ///
    /// That runs the events' own `encode(to:)`.
    fileprivate var unmeasured: StreamLog?

    package init() {}

    package func resume() {
      for waiter in waiters { waiter.continuation.resume() }
      unmeasured?.measure()
    }

    package mutating func add(_ other: Wakeups) {
      if waiters.isEmpty { waiters = other.waiters } else { waiters += other.waiters }
      unmeasured = unmeasured ?? other.unmeasured
    }
  }

  /// Appends what a step writes; drops it once the log is sealed.
  @inline(__always)
  package func append(_ record: StoredRecord) {
    state.withLock { state -> Wakeups in
      guard state.phase == .open else { return Wakeups() }
      return add(record, to: &state)
    }.resume()
  }

  /// Appends what the runtime writes, which it also does while the run ends.
  package func appendFromRuntime(_ record: StoredRecord) -> Wakeups {
    state.withLock { state in
      guard state.phase != .finished else { return Wakeups() }
      return add(record, to: &state)
    }
  }

  /// Drops what steps write from here on.
  package func seal() {
    state.withLock { state in if state.phase == .open { state.phase = .sealed } }
  }

  /// Appends the terminal event, the last there will be.
  ///
  /// Does nothing if there is one.
  package func finish(_ record: StoredRecord) -> Wakeups {
    state.withLock { state in
      guard state.phase != .finished else { return Wakeups() }
      state.phase = .finished
      return add(record, to: &state)
    }
  }

  @inline(__always)
  private func add(_ record: StoredRecord, to state: inout State) -> Wakeups {
    state.records.append(record)
    var wakeups = Wakeups()
    switch retention.kind {
    case .all: break
    case .last(let count): while state.records.count > count { drop(&state) }
    case .bytes: wakeups.unmeasured = self
    }
    if !state.waiters.isEmpty { swap(&wakeups.waiters, &state.waiters) }
    return wakeups
  }

  private func drop(_ state: inout State) {
    state.records.removeFirst()
    state.base += 1
  }

  /// Measures the records that were appended since the last time, and drops what exceeds the byte budget.
  private func measure() {
    guard case .bytes(let budget) = retention.kind else { return }
    let (start, events) = state.withLock { state in
      let start = max(state.sizes.end, state.base)
      return (start, state.records.dropFirst(start - state.base).map(\.event))
    }
    let sizes = events.map { EncodedSize.of($0) }
    state.withLock { state in
      state.sizes.add(sizes, from: start)
      while state.sizes.total > budget, state.records.count > 1, state.base < state.sizes.end {
        state.sizes.removeFirst()
        drop(&state)
      }
    }
  }

  // MARK: Reading

  /// What a reader finds at its position.
  package enum Slice: Sendable {
    case records([StoredRecord])
    /// The records before `base` are no longer kept.
    case gap(base: Int)
    case empty
    case finished
  }

  package var end: Int { state.withLock { $0.end } }

  package func read(from position: Int, atMost limit: Int = 64) -> Slice {
    state.withLock { state in
      if position < state.base { return .gap(base: state.base) }
      let offset = position - state.base
      guard offset < state.records.count else { return state.phase == .finished ? .finished : .empty }
      let count = min(limit, state.records.count - offset)
      return .records(Array(state.records[offset..<offset + count]))
    }
  }

  /// Suspends until there is something to read at a position, or until the task is cancelled.
  package func wait(at position: Int, isolation: isolated (any Actor)?) async {
    let id = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let isReady = state.withLock { state in
          // A cancellation sets its flag before it runs handlers, and the handler needs this lock: it either is seen
          // here, or finds the waiter there.
          if position < state.end || state.phase == .finished || Task.isCancelled { return true }
          state.waiters.append(Waiter(id: id, continuation: continuation))
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
      }
      waiter?.continuation.resume()
    }
  }

  /// How many readers are suspended.
  package var waitingReaders: Int { state.withLock { $0.waiters.count } }

  /// The sequence number of the first record that an attempt wrote at or after a position.
  package func firstRecord(of execution: StepExecution, from position: Int) -> Int? {
    state.withLock { state in
      for offset in max(position - state.base, 0)..<max(state.records.count, max(position - state.base, 0)) {
        let record = state.records[offset]
        if record.workItem == execution.workItem, record.attempt == UInt16(clamping: execution.attempt) {
          return state.base + offset
        }
      }
      return nil
    }
  }
}
