/// What a step may know of its earlier attempts: ``WorkflowContext/retryInfo``.
public struct RetryInfo: Sendable {
  /// 0 in the first attempt, n in the n-th retry.
  public var retryNumber: Int
  /// The time since the first attempt began; zero in the first attempt.
  public var elapsed: Duration
  /// What the last attempt threw; `nil` in the first attempt.
  public var lastException: (any Error)?
  /// The time from the last failure until now; `nil` in the first attempt.
  public var sinceLastFailure: Duration?
}
