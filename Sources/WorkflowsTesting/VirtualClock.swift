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
    /// The tasks that sleep, in the order in which they began to.
    var sleepers: [(time: Duration, sleeper: Sleeper)] = []

    /// The earliest time at which something is due.
    var next: Duration? { (alarms.compactMap(\.time) + sleepers.map(\.time)).min() }
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
    state.withLock { $0.sleepers.append(($0.now + duration, sleeper)) }
    defer { state.withLock { state in state.sleepers.removeAll { $0.sleeper === sleeper } } }
    try await sleeper.sleep()
  }

  /// Suspends the calling task for a time of this clock, even if it is cancelled meanwhile.
  func sleepStubbornly(for duration: Duration) async {
    if duration <= .zero { return }
    let sleeper = Sleeper()
    state.withLock { $0.sleepers.append(($0.now + duration, sleeper)) }
    await sleeper.sleepUninterrupted()
  }

  /// What is due first, and no later than a time; the clock then shows the time at which it is.
  private func nextDue(upTo target: Duration) -> Due? {
    state.withLock { state in
      guard let next = state.next, next <= target else { return nil }
      state.now = max(state.now, next)
      if let alarm = state.alarms.first(where: { $0.time == next }) { return .alarm(alarm) }
      guard let index = state.sleepers.firstIndex(where: { $0.time == next }) else { return nil }
      return .sleeper(state.sleepers.remove(at: index).sleeper)
    }
  }

  /// Makes an alarm that goes off when the clock is advanced past its time.
  public func makeAlarm(_ ring: @escaping @Sendable () -> Duration?) -> any WorkflowAlarm {
    let alarm = VirtualAlarm(onRing: ring)
    state.withLock { $0.alarms.append(alarm) }
    return alarm
  }
}

/// An alarm of a virtual clock.
private final class VirtualAlarm: WorkflowAlarm {
  private let planned = LockedValueBox<Duration?>(nil)
  private let onRing: @Sendable () -> Duration?

  init(onRing: @escaping @Sendable () -> Duration?) { self.onRing = onRing }

  var time: Duration? { planned.withLock { $0 } }

  func ring(by time: Duration) { planned.withLock { $0 = $0.map { min($0, time) } ?? time } }

  func stop() { planned.withLock { $0 = nil } }

  func goOff() {
    planned.withLock { $0 = nil }
    if let next = onRing() { ring(by: next) }
  }
}
