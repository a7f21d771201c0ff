public import Workflows

/// A clock whose time passes only when a test says so: hours in microseconds, and nothing by accident.
///
/// ```swift
/// let clock = VirtualClock()
/// let runtime = WorkflowRuntime(clock: clock)
/// let handler = MyWorkflow().run("x", in: runtime, timeout: .seconds(30))
/// clock.advance(by: .seconds(30))   // the run times out now
/// ```
///
/// Deadlines that come due are handled on the thread that advances the clock, in the order of their times, before
/// ``advance(by:)`` returns; the tasks that they start or resume run when their executor gets to them. Safe from any
/// task and thread.
public final class VirtualClock: WorkflowClock {
  private struct State {
    var now = Duration.zero
    var alarms: [VirtualAlarm] = []
    /// The tasks that sleep, in the reverse order of their waking.
    var sleepers: [Sleeping] = []
    var lastNumber = 0

    /// The earliest time at which something is due.
    var next: Duration? {
      let alarm = alarms.lazy.compactMap(\.time).min()
      guard let sleeper = sleepers.last?.time else { return alarm }
      return alarm.map { min($0, sleeper) } ?? sleeper
    }

    mutating func add(_ sleeper: Sleeper, for duration: Duration) -> Sleeping {
      lastNumber += 1
      let sleeping = Sleeping(time: now + duration, number: lastNumber, sleeper: sleeper)
      sleepers.insert(sleeping, at: place(of: sleeping))
      return sleeping
    }

    mutating func remove(_ sleeping: Sleeping) {
      let place = place(of: sleeping)
      if place < sleepers.count, sleepers[place].number == sleeping.number { sleepers.remove(at: place) }
    }

    /// Where a sleeper is, or would be.
    private func place(of sleeping: Sleeping) -> Int {
      var places = 0..<sleepers.count
      while !places.isEmpty {
        let middle = places.lowerBound + places.count / 2
        let wakesLater = (sleepers[middle].time, sleepers[middle].number) > (sleeping.time, sleeping.number)
        places = wakesLater ? middle + 1..<places.upperBound : places.lowerBound..<middle
      }
      return places.lowerBound
    }
  }

  /// A task that sleeps; the number tells which of them began first.
  private struct Sleeping {
    let time: Duration
    let number: Int
    let sleeper: Sleeper
  }

  private enum Due {
    case alarm(VirtualAlarm)
    case sleeper(Sleeper)
  }

  private let state = LockedValueBox(State())

  /// Makes a clock at time zero.
  public init() {}

  /// The time that has been let pass.
  public var now: Duration { state.withLock(\.now) }

  /// Lets time pass, and everything happen that comes due on the way.
  public func advance(by duration: Duration) { advance(to: now + duration) }

  /// Lets time pass until a time, and everything happen that comes due on the way.
  ///
  /// Does nothing if it is past.
  public func advance(to target: Duration) {
    while let due = nextDue(upTo: target) {
      switch due {
      case .alarm(let alarm): alarm.goOff()
      case .sleeper(let sleeper): sleeper.wake()
      }
    }
    state.withLock { $0.now = max($0.now, target) }
  }

  /// Lets time pass until the next deadline, if there is one; returns whether there was.
  @discardableResult
  public func advanceToNextDeadline() -> Bool {
    guard let next = state.withLock(\.next) else { return false }
    advance(to: next)
    return true
  }

  /// Suspends the calling task for a time of this clock: what a stand-in for a slow service does.
  ///
  /// - Throws: `CancellationError` when the task is cancelled first.
  public func sleep(for duration: Duration) async throws {
    if duration <= .zero { return try Task.checkCancellation() }
    let sleeper = Sleeper()
    let sleeping = state.withLock { $0.add(sleeper, for: duration) }
    defer { state.withLock { $0.remove(sleeping) } }
    try await sleeper.sleep()
  }

  /// Suspends the calling task for a time of this clock, even if it is cancelled meanwhile.
  func sleepStubbornly(for duration: Duration) async {
    if duration <= .zero { return }
    let sleeper = Sleeper()
    _ = state.withLock { $0.add(sleeper, for: duration) }
    await sleeper.sleepUninterrupted()
  }

  /// What is due first, and no later than a time; the clock then shows the time at which it is.
  private func nextDue(upTo target: Duration) -> Due? {
    state.withLock { state in
      while let next = state.next, next <= target {
        state.now = max(state.now, next)
        if let alarm = state.alarms.first(where: { $0.time == next }) { return .alarm(alarm) }
        if let last = state.sleepers.last, last.time == next {
          state.sleepers.removeLast()
          return .sleeper(last.sleeper)
        }
        // Another thread has stopped the alarm or asked it for another time.
      }
      return nil
    }
  }

  /// Makes an alarm that goes off when the clock is advanced past its time.
  public func makeAlarm(_ ring: @escaping @Sendable () -> Duration?) -> any WorkflowAlarm {
    let alarm = VirtualAlarm(onRing: ring) { [weak self] alarm in
      self?.state.withLock { state in state.alarms.removeAll { $0 === alarm } }
    }
    state.withLock { $0.alarms.append(alarm) }
    return alarm
  }
}

/// An alarm of a virtual clock.
private final class VirtualAlarm: WorkflowAlarm {
  private let planned = LockedValueBox<Duration?>(nil)
  private let onRing: @Sendable () -> Duration?
  private let onStop: @Sendable (VirtualAlarm) -> Void

  init(onRing: @escaping @Sendable () -> Duration?, onStop: @escaping @Sendable (VirtualAlarm) -> Void) {
    self.onRing = onRing
    self.onStop = onStop
  }

  var time: Duration? { planned.withLock { $0 } }

  func ring(by time: Duration) { planned.withLock { $0 = $0.map { min($0, time) } ?? time } }

  func stop() {
    planned.withLock { $0 = nil }
    onStop(self)
  }

  func goOff() {
    planned.withLock { $0 = nil }
    if let next = onRing() { ring(by: next) }
  }
}
