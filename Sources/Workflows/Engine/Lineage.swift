/// The last few ports that an event came through, the latest first.
///
/// Of a fixed size, so that the millionth round of a loop carries what the first one did.
package struct Lineage: Sendable {
  private var ports = SIMD8<UInt16>(repeating: .max)

  package init() {}

  /// This lineage with one more step.
  package func appending(port: Int32) -> Lineage {
    var longer = Lineage()
    for index in 1..<8 { longer.ports[index] = ports[index - 1] }
    longer.ports[0] = UInt16(clamping: port)
    return longer
  }

  /// The ports, the earliest first.
  package var path: [Int] {
    (0..<8).compactMap { ports[$0] == .max ? nil : Int(ports[$0]) }.reversed()
  }

  /// Whether there may have been more steps than are kept.
  package var isFull: Bool { ports[7] != .max }
}
