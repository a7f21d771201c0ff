import HeapModule

/// Who is told that a deadline passed.
enum DeadlineTarget: Sendable {
  case run(WorkflowRun, DeadlineKey)
  case sleeper(Sleeper)
}

/// Names a deadline that was set, in order to cancel it.
struct DeadlineID: Hashable, Sendable {
  fileprivate var place: Int32
  fileprivate var serial: UInt32
}

/// All deadlines of a runtime, in one heap with one alarm, instead of a sleeping task each.
///
/// Setting one costs what inserting into a heap costs. Cancelling one costs a constant: its entry stays in the heap,
/// stale, until it comes up or until half of the heap is stale and is swept.
final class DeadlineQueue: Sendable {
  private struct Entry: Comparable {
    var at: MonotonicInstant
    var id: DeadlineID

    /// Those at the same time come in the order in which they were set, which also a simulation can replay.
    static func < (left: Entry, right: Entry) -> Bool {
      left.at == right.at ? left.id.serial < right.id.serial : left.at < right.at
    }
  }

  private struct Deadline {
    /// The number that tells apart those that are in the same place one after the other.
    var serial: UInt32
    var target: DeadlineTarget
  }

  private struct State {
    var heap = Heap<Entry>()
    var deadlines = Slab<Deadline>()
    var lastSerial: UInt32 = 0
    /// When the alarm was last asked to ring.
    var alarmAt: MonotonicInstant?
    var alarm: (any WorkflowAlarm)?

    func isSet(_ id: DeadlineID) -> Bool { deadlines[Int(id.place)]?.serial == id.serial }
  }

  private let state = LockedValue(State())
  private let time: TimeSource

  init(time: TimeSource) { self.time = time }

  /// The number of deadlines that are set.
  var count: Int { state.withLock(\.deadlines.count) }

  /// The number of those that are set for runs, and not for tasks that sleep; looks through all of them.
  var countOfRuns: Int {
    state.withLock { state in
      state.deadlines.elements.count { deadline in
        if case .run = deadline.element.target { true } else { false }
      }
    }
  }

  func schedule(_ target: DeadlineTarget, at instant: MonotonicInstant) -> DeadlineID {
    let (id, alarm) = state.withLock { state -> (DeadlineID, (any WorkflowAlarm)?) in
      state.lastSerial &+= 1
      let place = state.deadlines.insert(Deadline(serial: state.lastSerial, target: target))
      let id = DeadlineID(place: Int32(truncatingIfNeeded: place), serial: state.lastSerial)
      state.heap.insert(Entry(at: instant, id: id))
      if let alarmAt = state.alarmAt, alarmAt <= instant { return (id, nil) }
      state.alarmAt = instant
      if state.alarm == nil { state.alarm = time.makeAlarm { [weak self] in self?.ring() } }
      return (id, state.alarm)
    }
    alarm?.ring(by: .nanoseconds(instant.nanoseconds))
    return id
  }

  func cancel(_ id: DeadlineID) {
    // The target is released outside of the lock; it may be the last to hold a run.
    _ = state.withLock { state -> DeadlineTarget? in
      guard state.isSet(id) else { return nil }
      let deadline = state.deadlines.remove(at: Int(id.place))
      if state.heap.count > 2 * state.deadlines.count + 64 { sweep(&state) }
      return deadline?.target
    }
  }

  private func sweep(_ state: inout State) {
    state.heap = Heap(state.heap.unordered.filter { state.isSet($0.id) })
  }

  /// Tells the targets of all deadlines that have passed; returns the time of the next one.
  private func ring() -> Duration? {
    let now = time.now
    state.withLock { $0.alarmAt = nil }
    while true {
      // One at a time: a target may set deadlines of its own, or cancel those of others.
      let due = state.withLock { state -> DeadlineTarget? in
        while let first = state.heap.min {
          let isStale = !state.isSet(first.id)
          if !isStale, first.at > now { return nil }
          state.heap.removeMin()
          if !isStale { return state.deadlines.remove(at: Int(first.id.place))?.target }
        }
        return nil
      }
      switch due {
      case .run(let run, let key): run.deadlinePassed(key)
      case .sleeper(let sleeper): sleeper.wake()
      case nil:
        return state.withLock { state in
          guard let next = state.heap.min?.at else { return nil }
          state.alarmAt = state.alarmAt.map { min($0, next) } ?? next
          return .nanoseconds(next.nanoseconds)
        }
      }
    }
  }

  func stop() {
    state.withLock { state in
      let alarm = state.alarm
      state.alarm = nil
      return alarm
    }?.stop()
  }
}

/// Where the time comes from: the real clock without a detour, or one that was injected.
enum TimeSource: Sendable {
  case continuous
  case injected(any WorkflowClock)

  init(_ clock: any WorkflowClock) {
    self = clock is ContinuousWorkflowClock ? .continuous : .injected(clock)
  }

  var isContinuous: Bool { if case .continuous = self { true } else { false } }

  var now: MonotonicInstant {
    switch self {
    case .continuous: .current
    case .injected(let clock): MonotonicInstant(nanoseconds: clock.now.saturatingNanoseconds)
    }
  }

  func makeAlarm(_ ring: @escaping @Sendable () -> Duration?) -> any WorkflowAlarm {
    switch self {
    case .continuous: ContinuousWorkflowClock().makeAlarm(ring)
    case .injected(let clock): clock.makeAlarm(ring)
    }
  }
}
