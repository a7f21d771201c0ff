import Foundation

/// Which programs to try.
enum Programs {
  /// The seeds of so many programs, unless the environment says otherwise: `PROGRAMS=20000 SEED=1 swift test …`.
  static func seeds(_ count: UInt64) -> Range<UInt64> {
    let first = number("SEED") ?? 1
    return first..<first + (number("PROGRAMS") ?? count)
  }

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }
}
