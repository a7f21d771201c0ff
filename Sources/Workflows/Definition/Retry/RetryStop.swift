/// When to give up trying.
public struct RetryStop: Hashable, Sendable, CustomStringConvertible {
  private indirect enum Kind: Hashable, Sendable {
    case never
    case afterAttempt(Int)
    case afterDelay(Duration)
    case beforeDelay(Duration)
    case any([RetryStop])
    case all([RetryStop])
  }

  private let kind: Kind

  /// Never: the run's timeout is the only limit.
  public static let never = RetryStop(kind: .never)

  /// After so many attempts, the first one included.
  public static func afterAttempt(_ count: Int) -> RetryStop { .init(kind: .afterAttempt(count)) }

  /// When so much time has passed since the first attempt began.
  public static func afterDelay(_ duration: Duration) -> RetryStop { .init(kind: .afterDelay(duration)) }

  /// When so much time would have passed by the next attempt.
  public static func beforeDelay(_ duration: Duration) -> RetryStop { .init(kind: .beforeDelay(duration)) }

  /// When any of them says so.
  public static func any(_ stops: RetryStop...) -> RetryStop { .init(kind: .any(stops)) }

  /// When all of them say so.
  public static func all(_ stops: RetryStop...) -> RetryStop { .init(kind: .all(stops)) }

  /// When either says so.
  public static func | (left: RetryStop, right: RetryStop) -> RetryStop { .any(left, right) }

  /// When both say so.
  public static func & (left: RetryStop, right: RetryStop) -> RetryStop { .all(left, right) }

  /// Whether to give up.
  ///
  /// - Parameters:
  ///   - failures: How often the step has failed for its event.
  ///   - elapsed: The time since the first attempt began.
  ///   - upcoming: The delay that would come next.
  public func isReached(failures: Int, elapsed: Duration, upcoming: Duration) -> Bool {
    switch kind {
    case .never: false
    case .afterAttempt(let count): failures >= count
    case .afterDelay(let limit): elapsed >= limit
    case .beforeDelay(let limit): elapsed + upcoming >= limit
    case .any(let stops):
      stops.contains { $0.isReached(failures: failures, elapsed: elapsed, upcoming: upcoming) }
    case .all(let stops):
      stops.allSatisfy { $0.isReached(failures: failures, elapsed: elapsed, upcoming: upcoming) }
    }
  }

  /// The value in words.
  public var description: String {
    switch kind {
    case .never: "never"
    case .afterAttempt(let count): "after \(count) attempts"
    case .afterDelay(let limit): "after \(limit)"
    case .beforeDelay(let limit): "before \(limit)"
    case .any(let stops): "(\(stops.map(\.description).joined(separator: " or ")))"
    case .all(let stops): "(\(stops.map(\.description).joined(separator: " and ")))"
    }
  }

  package var problems: [String] {
    switch kind {
    case .never: []
    case .afterAttempt(let count): count < 1 ? ["retries stop after \(count) attempts; give at least 1"] : []
    case .afterDelay(let limit), .beforeDelay(let limit):
      limit < .zero ? ["retries stop at \(limit); give zero or more"] : []
    case .any(let stops), .all(let stops): stops.flatMap(\.problems)
    }
  }
}
