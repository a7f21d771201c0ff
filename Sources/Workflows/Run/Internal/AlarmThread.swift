/// An alarm on a thread of its own, which sleeps until the earliest deadline.
final class AlarmThread: WorkflowAlarm {
  private struct State {
    var isStarted = false
    var isStopped = false
    /// The earliest time that was asked for.
    var planned: MonotonicInstant?
  }

  private let state = ConditionBox(State())
  private let onRing: @Sendable () -> Duration?

  init(ring: @escaping @Sendable () -> Duration?) { onRing = ring }

  func ring(by time: Duration) {
    let instant = MonotonicInstant(nanoseconds: time.saturatingNanoseconds)
    let mustStart = state.withLock { state in
      let isEarlier = state.planned.map { instant < $0 } ?? true
      if isEarlier { state.planned = instant }
      let mustStart = !state.isStarted && !state.isStopped
      state.isStarted = true
      return (mustStart, wakes: isEarlier)
    }
    if mustStart, !PosixThread.start({ [state, onRing] in Self.run(state, onRing) }) {
      // The system is out of threads; the next deadline tries again.
      state.withLock { state in (state.isStarted = false, wakes: false) }
    }
  }

  func stop() {
    state.withLock { state in (state.isStopped = true, wakes: true) }
  }

  deinit { stop() }

  private static func run(_ state: ConditionBox<State>, _ onRing: @Sendable () -> Duration?) {
    while true {
      let isStopped = state.wait { state -> ConditionBox<State>.Next<Bool> in
        if state.isStopped { return .done(true) }
        guard let planned = state.planned else { return .wait(until: nil) }
        if planned > .current { return .wait(until: planned) }
        state.planned = nil
        return .done(false)
      }
      if isStopped { return }
      guard let next = onRing() else { continue }
      let instant = MonotonicInstant(nanoseconds: next.saturatingNanoseconds)
      state.withLock { state in
        state.planned = state.planned.map { min($0, instant) } ?? instant
        return ((), wakes: false)
      }
    }
  }
}
