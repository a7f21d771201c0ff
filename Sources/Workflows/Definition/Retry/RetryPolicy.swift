/// Whether, when and how often a step is tried again after it failed.
///
/// Three parts, each with its own combinators: for which errors (``RetryCondition``), after what delay
/// (``RetryWait``), and until when (``RetryStop``).
///
/// ```swift
/// struct RateLimited: Error {}
///
/// let simple = RetryPolicy.exponentialBackoff(maxAttempts: 3)
/// let exact = RetryPolicy(
///   retry: .type(RateLimited.self),
///   wait: .fixed(.seconds(1)) + .random(upTo: .seconds(1)),
///   stop: .afterAttempt(5) | .afterDelay(.seconds(30)))
/// ```
///
/// A retry runs the whole body again with the same event; what the failed attempt sent and wrote to the stream stays.
/// A step that waits for its retry holds no worker. The policy is a value: it can be compared and printed.
///
/// Source of the parts, their defaults and their arithmetic: `workflows.retry_policy` of the Python library.
public struct RetryPolicy: Hashable, Sendable, CustomStringConvertible {
  /// The errors that are worth another attempt.
  public var retry: RetryCondition
  /// The delay before the next attempt.
  public var wait: RetryWait
  /// When to give up.
  public var stop: RetryStop

  /// Makes a policy; the defaults are Python's: any error, five seconds apart, three attempts in all.
  public init(
    retry: RetryCondition = .always, wait: RetryWait = .fixed(.seconds(5)), stop: RetryStop = .afterAttempt(3)
  ) {
    self.retry = retry
    self.wait = wait
    self.stop = stop
  }

  /// The delay before the next attempt; `nil` to give up.
  ///
  /// - Parameters:
  ///   - elapsed: The time since the first attempt began.
  ///   - failures: How often the step has failed for this event, 1 after the first time.
  ///   - error: What it threw.
  ///   - seed: What the jitter is made from; equal seeds give equal delays.
  public func next(elapsed: Duration, failures: Int, error: any Error, seed: UInt64) -> Duration? {
    guard retry.applies(to: error) else { return nil }
    var random = SplitMix64(seed: seed)
    let delay = wait.delay(retry: max(failures - 1, 0), using: &random)
    return stop.isReached(failures: failures, elapsed: elapsed, upcoming: delay) ? nil : delay
  }

  /// The value in words.
  public var description: String { "retry \(retry), wait \(wait), stop \(stop)" }

  /// What is wrong with the policy, in words.
  package var problems: [String] { retry.problems + wait.problems + stop.problems }
}

extension RetryPolicy {
  /// Doubling delays with jitter, up to a limit.
  ///
  /// - Parameters:
  ///   - maxAttempts: All attempts, the first one included; at least 1.
  ///   - initialDelay: The longest that the first delay may be.
  ///   - multiplier: By how much the delay grows each time.
  ///   - maxDelay: What it never exceeds.
  ///   - jitter: Whether each delay is drawn between zero and its value, so that many runs do not retry in step.
  public static func exponentialBackoff(
    maxAttempts: Int = 5, initialDelay: Duration = .seconds(1), multiplier: Double = 2,
    maxDelay: Duration = .seconds(60), jitter: Bool = true
  ) -> RetryPolicy {
    RetryPolicy(
      wait: jitter
        ? .randomExponential(multiplier: initialDelay, base: multiplier, max: maxDelay)
        : .exponential(multiplier: initialDelay, base: multiplier, max: maxDelay),
      stop: .afterAttempt(maxAttempts))
  }

  /// The same delay each time.
  ///
  /// - Parameters:
  ///   - delay: The time from the end of one attempt to the start of the next one.
  ///   - maxAttempts: All attempts, the first one included; at least 1.
  public static func constantDelay(_ delay: Duration = .seconds(5), maxAttempts: Int = 3) -> RetryPolicy {
    RetryPolicy(wait: .fixed(delay), stop: .afterAttempt(maxAttempts))
  }
}
