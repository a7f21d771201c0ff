import Foundation

/// Which programs to try.
enum Programs {
  /// The seeds of so many programs, unless the environment says otherwise: `PROGRAMS=20000 SEED=1 swift test …`.
  ///
  /// - Parameter most: How many there are at most, whatever the environment says, because each takes long.
  static func seeds(_ count: UInt64, atMost most: UInt64 = .max) -> Range<UInt64> {
    let first = number("SEED") ?? 1
    return first..<first + min(number("PROGRAMS") ?? count, most)
  }

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }
}
