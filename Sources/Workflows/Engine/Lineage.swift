/// The last few ports that an event came through, the latest first.
///
/// Of a fixed size, so that the millionth round of a loop carries what the first one did.
package struct Lineage: Sendable {
  /// Four ports of 16 bits each, the latest in the lowest; all ones where there is none.
  private var latest: UInt64 = .max
  private var earlier: UInt64 = .max

  package init() {}

  /// This lineage with one more step.
  @inline(__always)
  package func appending(port: Int32) -> Lineage {
    var longer = Lineage()
    longer.latest = latest << 16 | UInt64(UInt16(clamping: port))
    longer.earlier = earlier << 16 | latest >> 48
    return longer
  }

  /// The ports, the earliest first.
  package var path: [Int] {
    [earlier, latest].flatMap { four in stride(from: 48, through: 0, by: -16).map { Int(four >> $0 & 0xFFFF) } }
      .filter { $0 != 0xFFFF }
  }

  /// Whether there may have been more steps than are kept.
  package var isFull: Bool { earlier >> 48 != 0xFFFF }
}
