/// A small random number generator whose whole state is its seed: the same seed gives the same numbers everywhere.
///
/// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension StringProtocol {
  /// A hash that is the same in every process, unlike `hashValue`: FNV-1a over the UTF-8 bytes.
  package func stableHash(seed: UInt64 = 0) -> UInt64 {
    utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { hash, byte in (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }
}
