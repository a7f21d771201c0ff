/// The time that a runtime lives by: timeouts, retries, waits, and the times of stream records.
///
/// ``ContinuousWorkflowClock`` is the real one. A test uses the virtual one of `WorkflowsTesting`, in which hours pass
/// in microseconds.
public protocol WorkflowClock: Sendable {
  /// The time since an origin of the clock's own; it never goes back.
  var now: Duration { get }

  /// Makes an alarm for deadlines.
  ///
  /// - Parameter ring: To be called on any thread once the time that ``WorkflowAlarm/ring(by:)`` was given has come;
  ///   it does what is due and returns the time of the next deadline, if there is one.
  func makeAlarm(_ ring: @escaping @Sendable () -> Duration?) -> any WorkflowAlarm
}

/// What a clock wakes a runtime with.
public protocol WorkflowAlarm: AnyObject, Sendable {
  /// Asks to be rung when the clock's time reaches `time`, or at an earlier time that was asked for before.
  func ring(by time: Duration)
  /// Rings no more, and releases what the alarm holds.
  func stop()
}

/// The real clock: monotonic time, and a thread of its own for deadlines, so that they pass in time whatever the
/// steps do to the threads that they run on.
public struct ContinuousWorkflowClock: WorkflowClock {
  /// Makes the clock; all of them tell the same time.
  public init() {}

  /// The time since the system started.
  public var now: Duration { .nanoseconds(MonotonicInstant.current.nanoseconds) }

  /// An alarm on a thread of its own, which starts with the first deadline.
  public func makeAlarm(_ ring: @escaping @Sendable () -> Duration?) -> any WorkflowAlarm { AlarmThread(ring: ring) }
}

extension WorkflowClock where Self == ContinuousWorkflowClock {
  /// The real clock.
  public static var continuous: ContinuousWorkflowClock { ContinuousWorkflowClock() }
}
