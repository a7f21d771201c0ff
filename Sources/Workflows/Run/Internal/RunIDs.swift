#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Android)
internal import Android
#endif

/// Makes the ids of runs: ten of `A-Z`, `a-z`, `0-9`, as Python does; from the system's entropy, or from a seed.
struct RunIDs: Sendable {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  private var seeded: SplitMix64?
  /// Random numbers that were asked of the system in one call.
  private var stock: [UInt64] = []

  init(seed: UInt64?) { seeded = seed.map { SplitMix64(seed: $0) } }

  mutating func next() -> String {
    var bits = nextNumber()
    return String(unsafeUninitializedCapacity: 10) { buffer in
      for index in 0..<10 {
        // One number is enough: 62^10 is less than a twentieth of 2^64.
        buffer[index] = Self.alphabet[Int(bits % 62)]
        bits /= 62
      }
      return 10
    }
  }

  private mutating func nextNumber() -> UInt64 {
    if seeded != nil { return seeded?.next() ?? 0 }
    if stock.isEmpty { refill() }
    return stock.popLast() ?? 0
  }

  private mutating func refill() {
    // 256 bytes is what getentropy gives in one call.
    var numbers = [UInt64](repeating: 0, count: 32)
    let status = numbers.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
    if status != 0 {
      var system = SystemRandomNumberGenerator()
      for index in numbers.indices { numbers[index] = system.next() }
    }
    stock = numbers
  }
}
