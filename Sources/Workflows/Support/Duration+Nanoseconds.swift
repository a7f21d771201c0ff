extension Duration {
  /// Whole nanoseconds, cut off where they no longer fit (292 years) instead of trapping.
  package var saturatingNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let limit = seconds < 0 ? Int64.min : Int64.max
    if overflow { return limit }
    let (sum, overflowed) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflowed ? limit : sum
  }

  /// Seconds, with their fraction.
  package var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  /// A duration of so many seconds: zero for what is no number, cut off where it no longer fits.
  package init(clampingSeconds seconds: Double) {
    if seconds.isNaN {
      self = .zero
    } else if abs(seconds) >= 9e9 {
      self = .nanoseconds(seconds < 0 ? Int64.min : Int64.max)
    } else {
      self = .nanoseconds(Int64((seconds * 1e9).rounded()))
    }
  }
}

/// A point in a clock's own monotonic time, in nanoseconds from an origin that only the clock knows.
package struct MonotonicInstant: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The instant so much later, or the last one that there is.
  package func advanced(by duration: Duration) -> MonotonicInstant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(duration.saturatingNanoseconds)
    if overflow { return MonotonicInstant(nanoseconds: duration < .zero ? .min : .max) }
    return MonotonicInstant(nanoseconds: sum)
  }

  /// The time from this instant to another.
  package func duration(to other: MonotonicInstant) -> Duration {
    .nanoseconds(other.nanoseconds.subtractingReportingOverflow(nanoseconds).partialValue)
  }
}
