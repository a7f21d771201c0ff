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
    while let alarm = nextAlarm(upTo: target) { alarm.goOff() }
    state.withLock { $0.now = max($0.now, target) }
  }

  /// Lets time pass until the next deadline, if there is one; returns whether there was.
  @discardableResult
  public func advanceToNextDeadline() -> Bool {
    guard let next = state.withLock({ state in state.alarms.compactMap(\.time).min() }) else { return false }
    advance(to: next)
    return true
  }

  /// The earliest alarm that is set for no later than a time; the clock then shows the alarm's time.
  private func nextAlarm(upTo target: Duration) -> VirtualAlarm? {
    state.withLock { state in
      let due = state.alarms.compactMap { alarm in alarm.time.map { (time: $0, alarm: alarm) } }
        .min { $0.time < $1.time }
      guard let due, due.time <= target else { return nil }
      state.now = max(state.now, due.time)
      return due.alarm
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
