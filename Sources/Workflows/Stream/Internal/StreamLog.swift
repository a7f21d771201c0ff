/// The events of one run, numbered, for any number of readers.
///
/// An append-only log with cursors, not a queue: reading takes nothing away, and a reader is given a slice of up to 64
/// events for one lock, without copying them. The writer waits for nobody.
package final class StreamLog: Sendable {
  /// Who may still write.
  enum Phase { case open, sealed, finished }

  fileprivate struct Waiter {
    let id: UInt64
    let continuation: UnsafeContinuation<Void, Never>
  }

  struct State {
    var phase = Phase.open
    var records: ChunkedRecords
    /// There once somebody writes who may be tried again.
    var attempts: AttemptLedger?
    /// What the records take, for a byte budget.
    var sizes: RetainedSizes?
    /// The attempts that may not write any more; there while there are any.
    var fences: Set<AttemptLedger.Key>?
    fileprivate var waiters: [Waiter] = []
    var lastWaiter: UInt64 = 0
    /// The children whose events are in the log; there once there is one.
    var paths: StreamPaths?
    /// For each of them the number of its path in the log of the run around.
    var outerPaths: [UInt16: UInt16] = [:]

    func isFenced(_ record: borrowing StoredRecord) -> Bool {
      fences?.contains(AttemptLedger.Key(workItem: record.workItem, attempt: record.attempt)) ?? false
    }
  }

  let state: LockedValue<State>
  /// Where the events go besides, if the log is that of a child run.
  let branch: StreamBranch?
  private let retention: StreamRetention
  package let table: StepTable
  package let runID: String
  /// When the run began; the times of records count from here.
  package let origin: MonotonicInstant

  init(
    table: StepTable, runID: String = "", retention: StreamRetention, origin: MonotonicInstant,
    branch: StreamBranch? = nil
  ) {
    self.table = table
    self.branch = branch
    self.runID = runID
    self.retention = retention
    self.origin = origin
    state = LockedValue(State(records: ChunkedRecords(ChunkSizes(for: retention))))
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

  /// Appends what a step writes that is not tried again; drops it once the log is sealed.
  @inline(__always)
  package func append(_ record: consuming StoredRecord) {
    state.lock()
    // The pointer as a value: the compiler takes a change through the stored property for one of that property, and
    // ThreadSanitizer then sees a race with everybody who goes to take the lock.
    let unguarded = state.unguarded
    guard unguarded.pointee.phase == .open else { return state.unlock() }
    if retention.kind == .all, unguarded.pointee.waiters.isEmpty, unguarded.pointee.fences == nil {
      unguarded.pointee.records.append(record)
      return state.unlock()
    }
    let wakeups = unguarded.pointee.isFenced(record) ? Wakeups() : add(record, to: &unguarded.pointee)
    state.unlock()
    wakeups.resume()
  }

  /// Appends what a step writes, for who holds another lock; drops it once the log is sealed.
  package func appendFromStep(_ record: StoredRecord) -> Wakeups {
    state.withLock { state in
      guard state.phase == .open, !state.isFenced(record) else { return Wakeups() }
      return add(record, to: &state)
    }
  }

  /// Appends what the runtime writes, which it also does while the run ends.
  package func appendFromRuntime(_ record: StoredRecord) -> Wakeups {
    state.withLock { state in
      guard state.phase != .finished else { return Wakeups() }
      return add(record, to: &state)
    }
  }

  /// Drops what an attempt writes from here on, until it has come back.
  package func fence(_ execution: StepExecution) {
    state.withLock { state in
      // Taken out meanwhile, so that it is not copied.
      var fences = state.fences.take() ?? []
      fences.insert(AttemptLedger.Key(execution))
      state.fences = fences
    }
  }

  /// The attempt has come back and writes nothing any more.
  package func unfence(_ execution: StepExecution) {
    state.withLock { state in
      state.fences?.remove(AttemptLedger.Key(execution))
      if state.fences?.isEmpty == true { state.fences = nil }
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
      state.attempts?.settleAll()
      var wakeups = append(record, to: &state)
      if let branch { wakeups.add(branch.log.childEnded(branch.path)) }
      return wakeups
    }
  }

  /// The attempt has returned, so that what it wrote stays.
  package func settle(_ execution: StepExecution) -> Wakeups {
    state.withLock { state in
      var wakeups = settle(AttemptLedger.Key(execution), in: &state)
      if let branch { wakeups.add(branch.log.settle(branch.path, AttemptLedger.Key(execution))) }
      return wakeups
    }
  }

  func settle(_ key: AttemptLedger.Key, in state: inout State) -> Wakeups {
    state.attempts?.settle(key) == true ? wakeAll(&state) : Wakeups()
  }

  /// Another attempt is made; appends what says so, if the attempt wrote something.
  ///
  /// - Parameter record: Makes the record, of the number of the first event that no longer counts.
  package func supersede(_ execution: StepExecution, _ record: (Int) -> StoredRecord) -> Wakeups {
    state.withLock { state in
      guard state.phase != .finished else { return Wakeups() }
      let key = AttemptLedger.Key(execution)
      var wakeups = supersede(key, record, in: &state)
      if let branch { wakeups.add(branch.log.supersede(branch.path, key, record)) }
      return wakeups
    }
  }

  func supersede(_ key: AttemptLedger.Key, _ record: (Int) -> StoredRecord, in state: inout State) -> Wakeups {
    guard let first = state.attempts?.supersede(key, announcedAt: state.records.end) else { return Wakeups() }
    var record = record(first)
    record.path = key.path
    return append(record, to: &state)
  }

  private func add(_ record: StoredRecord, to state: inout State) -> Wakeups {
    var wakeups = append(record, to: &state)
    if let branch { wakeups.add(branch.log.forward(record, branch, outer: state.outerPaths)) }
    return wakeups
  }

  func append(_ record: StoredRecord, to state: inout State) -> Wakeups {
    if record.isTentative, state.attempts == nil { state.attempts = AttemptLedger() }
    state.attempts?.note(record, at: state.records.end)
    state.records.append(record)
    if case .last(let count) = retention.kind { while state.records.count > count { drop(&state) } }
    var wakeups = wakeAll(&state)
    if case .bytes = retention.kind { wakeups.unmeasured = self }
    return wakeups
  }

  func wakeAll(_ state: inout State) -> Wakeups {
    var wakeups = Wakeups()
    if !state.waiters.isEmpty { swap(&wakeups.waiters, &state.waiters) }
    return wakeups
  }

  private func drop(_ state: inout State) {
    state.records.removeFirst()
    state.attempts?.drop(before: state.records.base)
  }

  /// Measures the records that were appended since the last time, and drops what exceeds the byte budget.
  private func measure() {
    guard case .bytes(let budget) = retention.kind else { return }
    let (start, events) = state.withLock { state in
      let start = max(state.sizes?.end ?? 0, state.records.base)
      return (start, (start..<state.records.end).compactMap { state.records[$0]?.event })
    }
    let sizes = events.map { EncodedSize.of($0) }
    state.withLock { state in
      var retained = state.sizes ?? RetainedSizes()
      state.sizes = nil
      retained.add(sizes, from: start)
      while retained.total > budget, state.records.count > 1, state.records.base < retained.end {
        retained.removeFirst()
        drop(&state)
      }
      state.sizes = retained
    }
  }

  // MARK: Reading

  /// Which of the records a reader gets.
  package struct View: Sendable {
    /// Those about the run itself, too.
    package var exposesInternal: Bool
    /// Only those that will not be superseded, once that is sure.
    package var isSettled = false
    /// Which runs they are of.
    package var runs = Runs.all

    /// The runs whose events a stream has.
    package enum Runs: Sendable, Equatable {
      case all
      /// None of the children's.
      case own
      /// Those of a child and its children.
      case under(String)
    }

    package init(exposesInternal: Bool) { self.exposesInternal = exposesInternal }
  }

  /// What a reader finds at its position.
  enum Reading {
    case records(StreamSlice)
    /// The records before `base` are no longer kept.
    case gap(base: Int)
    case empty
    case finished
  }

  package var end: Int { state.withLock { $0.records.end } }

  func read(from position: Int, _ view: View) -> Reading {
    state.withLock { state in
      let end = readable(view, in: state)
      let base = state.records.base
      // A gap may grow for as long as nothing behind it is to be read; there is to be one of it.
      guard max(position, base) < end else { return state.phase == .finished ? .finished : .empty }
      if position < base { return .gap(base: base) }
      guard var slice = state.records.slice(from: position) else { return .empty }
      if view.isSettled {
        slice.end = min(slice.end, slice.index + end - position)
        state.attempts?.markSuperseded(in: &slice, from: position)
      }
      return .records(slice)
    }
  }

  /// Where the records end that a reader may have now.
  @inline(__always)
  private func readable(_ view: View, in state: State) -> Int {
    view.isSettled ? state.attempts?.firstUndecided ?? state.records.end : state.records.end
  }

  /// Suspends until there is something to read at a position, or until the task is cancelled.
  package func wait(at position: Int, _ view: View, isolation: isolated (any Actor)?) async {
    let id = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let isReady = state.withLock { state in
          // A cancellation sets its flag before it runs handlers, and the handler needs this lock: it either is seen
          // here, or finds the waiter there.
          let isReadable = max(position, state.records.base) < readable(view, in: state)
          if isReadable || state.phase == .finished || Task.isCancelled { return true }
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
}

extension ChunkSizes {
  /// Small chunks first, because most runs write little.
  ///
  /// Where not everything is kept, as much as a chunk holds may be kept too long, so that chunks are small in
  /// proportion, and hold one event each under a budget of bytes.
  fileprivate init(for retention: StreamRetention) {
    switch retention.kind {
    case .all: self.init(first: 0, largest: 6)
    case .last(let count):
      let size = min(Int.bitWidth - 1 - max(count / 8, 1).leadingZeroBitCount, 6)
      self.init(first: size, largest: size)
    case .bytes: self.init(first: 0, largest: 0)
    }
  }
}
