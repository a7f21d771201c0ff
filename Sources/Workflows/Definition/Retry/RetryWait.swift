/// The delay before the next attempt.
///
/// Delays with jitter come from the run's id, the step's name, the attempt's number and the seed of the
/// ``WorkflowRuntime``: the same ones give the same delays.
public struct RetryWait: Hashable, Sendable, CustomStringConvertible {
  private indirect enum Kind: Hashable, Sendable {
    case fixed(Duration)
    case exponential(Exponential)
    case incrementing(start: Duration, increment: Duration, max: Duration?)
    case random(min: Duration, max: Duration)
    case exponentialJitter(Exponential, jitter: Duration)
    case randomExponential(Exponential)
    case chain([RetryWait])
    case combine([RetryWait])
  }

  private struct Exponential: Hashable, Sendable {
    var multiplier: Duration
    var base: Double
    var max: Duration
    var min: Duration

    /// multiplier * base ^ retry, in seconds, no more than the maximum and no less than the minimum.
    func seconds(retry: Int) -> Double {
      var factor = 1.0
      // Past a few hundred doublings the value is beyond any maximum; no need to go on.
      for _ in 0..<Swift.min(retry, 1_100) { factor *= base }
      let value = multiplier.inSeconds * factor
      return Swift.max(Swift.max(0, min.inSeconds), Swift.min(value.isNaN ? 0 : value, max.inSeconds))
    }

    var problems: [String] {
      (base >= 0 && base.isFinite ? [] : ["the base of an exponential delay is \(base); give a positive number"])
        + [multiplier, max, min].flatMap(RetryWait.problems)
    }
  }

  private let kind: Kind

  /// No delay: the next attempt goes to the front of the step's queue at once.
  public static let none = RetryWait(kind: .fixed(.zero))

  /// The same delay each time.
  public static func fixed(_ delay: Duration) -> RetryWait { .init(kind: .fixed(delay)) }

  /// `multiplier * base ^ n`, with n = 0 before the first retry, within a minimum and a maximum.
  public static func exponential(
    multiplier: Duration = .seconds(1), base: Double = 2, max: Duration = .seconds(60), min: Duration = .zero
  ) -> RetryWait {
    .init(kind: .exponential(Exponential(multiplier: multiplier, base: base, max: max, min: min)))
  }

  /// `start + n * increment`, with n = 0 before the first retry, up to a maximum.
  public static func incrementing(
    start: Duration = .zero, increment: Duration = .seconds(100), max: Duration? = nil
  ) -> RetryWait {
    .init(kind: .incrementing(start: start, increment: increment, max: max))
  }

  /// Evenly drawn between two times.
  public static func random(from min: Duration = .zero, upTo max: Duration = .seconds(1)) -> RetryWait {
    .init(kind: .random(min: min, max: max))
  }

  /// `initial * base ^ n` and up to `jitter` more, together up to a maximum.
  public static func exponentialJitter(
    initial: Duration = .seconds(1), base: Double = 2, max: Duration = .seconds(60), jitter: Duration = .seconds(1)
  ) -> RetryWait {
    .init(
      kind: .exponentialJitter(
        Exponential(multiplier: initial, base: base, max: max, min: .zero), jitter: jitter))
  }

  /// Evenly drawn between the minimum and `multiplier * base ^ n`, up to a maximum: "full jitter".
  public static func randomExponential(
    multiplier: Duration = .seconds(1), base: Double = 2, max: Duration = .seconds(60), min: Duration = .zero
  ) -> RetryWait {
    .init(kind: .randomExponential(Exponential(multiplier: multiplier, base: base, max: max, min: min)))
  }

  /// The n-th of the delays before the n-th retry; the last one from then on.
  public static func chain(_ waits: RetryWait...) -> RetryWait { .init(kind: .chain(waits)) }

  /// The sum of the delays.
  public static func combine(_ waits: RetryWait...) -> RetryWait { .init(kind: .combine(waits)) }

  /// The sum of two delays.
  public static func + (left: RetryWait, right: RetryWait) -> RetryWait { .combine(left, right) }

  /// The delay before a retry, 0 for the first one; never negative.
  public func delay(retry: Int, using random: inout some RandomNumberGenerator) -> Duration {
    max(.zero, Duration(clampingSeconds: seconds(retry: retry, using: &random)))
  }

  private func seconds(retry: Int, using random: inout some RandomNumberGenerator) -> Double {
    switch kind {
    case .fixed(let delay):
      return delay.inSeconds
    case .exponential(let exponential):
      return exponential.seconds(retry: retry)
    case .incrementing(let start, let increment, let max):
      let value = start.inSeconds + increment.inSeconds * Double(retry)
      return Swift.max(0, Swift.min(value, max?.inSeconds ?? .infinity))
    case .random(let min, let max):
      return Self.draw(min.inSeconds, max.inSeconds, using: &random)
    case .exponentialJitter(let exponential, let jitter):
      let value = exponential.seconds(retry: retry) + Self.draw(0, jitter.inSeconds, using: &random)
      return Swift.min(value, exponential.max.inSeconds)
    case .randomExponential(let exponential):
      return Self.draw(exponential.min.inSeconds, exponential.seconds(retry: retry), using: &random)
    case .chain(let waits):
      guard !waits.isEmpty else { return 0 }
      return waits[Swift.min(retry, waits.count - 1)].seconds(retry: retry, using: &random)
    case .combine(let waits):
      var sum = 0.0
      for wait in waits { sum += wait.seconds(retry: retry, using: &random) }
      return sum
    }
  }

  /// Draws between two bounds, whichever is the lower.
  private static func draw(_ a: Double, _ b: Double, using random: inout some RandomNumberGenerator) -> Double {
    Double.random(in: Swift.min(a, b)...Swift.max(a, b), using: &random)
  }

  /// The value in words.
  public var description: String {
    switch kind {
    case .fixed(let delay): delay == .zero ? "none" : "\(delay)"
    case .exponential(let e): "\(e.multiplier) * \(e.base)^n in \(e.min)...\(e.max)"
    case .incrementing(let start, let increment, let max):
      "\(start) + n * \(increment)\(max.map { " up to \($0)" } ?? "")"
    case .random(let min, let max): "random in \(min)...\(max)"
    case .exponentialJitter(let e, let jitter): "\(e.multiplier) * \(e.base)^n + random in 0...\(jitter) up to \(e.max)"
    case .randomExponential(let e): "random in \(e.min)...\(e.multiplier) * \(e.base)^n up to \(e.max)"
    case .chain(let waits): "chain(\(waits.map(\.description).joined(separator: ", ")))"
    case .combine(let waits): "(\(waits.map(\.description).joined(separator: " + ")))"
    }
  }

  package var problems: [String] {
    switch kind {
    case .fixed(let delay): Self.problems(delay)
    case .exponential(let exponential), .randomExponential(let exponential): exponential.problems
    case .exponentialJitter(let exponential, let jitter): exponential.problems + Self.problems(jitter)
    case .incrementing(let start, _, let max): [start, max ?? .zero].flatMap(Self.problems)
    case .random(let min, let max): [min, max].flatMap(Self.problems)
    case .chain(let waits): (waits.isEmpty ? ["a chain of delays is empty"] : []) + waits.flatMap(\.problems)
    case .combine(let waits): waits.flatMap(\.problems)
    }
  }

  private static func problems(_ duration: Duration) -> [String] {
    duration < .zero ? ["a retry delay is \(duration); give zero or more"] : []
  }
}
