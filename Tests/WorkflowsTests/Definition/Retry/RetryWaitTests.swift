import Testing
import Workflows

/// The numbers are those of llama-index-workflows 2.26.1.
@Suite("A retry's wait", .mayNotHang)
struct RetryWaitTests {
  /// A generator of which it is known what it gives.
  struct Fixed: RandomNumberGenerator {
    var value: UInt64
    mutating func next() -> UInt64 { value }
  }

  /// The system's generator in a struct with a size: ThreadSanitizer crashes on inout access to one without.
  struct Wild: RandomNumberGenerator {
    private var last: UInt64 = 0
    mutating func next() -> UInt64 {
      var system = SystemRandomNumberGenerator()
      last = system.next()
      return last
    }
  }

  private func seconds(_ wait: RetryWait, _ retries: Range<Int> = 0..<8) -> [Double] {
    var random = Fixed(value: 0)
    return retries.map { wait.delay(retry: $0, using: &random) / .seconds(1) }
  }

  @Test func `that is fixed is the same each time`() {
    #expect(seconds(.fixed(.seconds(5)), 0..<3) == [5, 5, 5])
    #expect(seconds(.none, 0..<3) == [0, 0, 0])
  }

  @Test func `that is exponential doubles up to a minute`() {
    #expect(seconds(.exponential()) == [1, 2, 4, 8, 16, 32, 60, 60])
    #expect(
      seconds(.exponential(multiplier: .milliseconds(500), base: 3, max: .seconds(20)))
        == [0.5, 1.5, 4.5, 13.5, 20, 20, 20, 20])
    #expect(seconds(.exponential(min: .seconds(5))) == [5, 5, 5, 8, 16, 32, 60, 60])
    #expect(seconds(.exponential(base: 1)) == [1, 1, 1, 1, 1, 1, 1, 1])
    #expect(
      seconds(.exponential(multiplier: .seconds(8), base: 0.5)) == [8, 4, 2, 1, 0.5, 0.25, 0.125, 0.0625])
  }

  @Test func `that is exponential takes the minimum where it exceeds the maximum`() {
    #expect(seconds(.exponential(max: .seconds(60), min: .seconds(100)), 0..<3) == [100, 100, 100])
  }

  @Test func `that is exponential does not overflow`() {
    // Python raises an OverflowError here.
    #expect(seconds(.exponential(), 2_000..<2_001) == [60])
    #expect(seconds(.exponential(), (Int.max - 1)..<Int.max) == [60])
  }

  @Test func `that is incrementing grows by the same amount`() {
    #expect(seconds(.incrementing(), 0..<4) == [0, 100, 200, 300])
    #expect(
      seconds(.incrementing(start: .seconds(1), increment: .seconds(2), max: .seconds(6)), 0..<5)
        == [1, 3, 5, 6, 6])
    #expect(seconds(.incrementing(start: .seconds(10), increment: .seconds(-4)), 0..<5) == [10, 6, 2, 0, 0])
  }

  @Test func `that is a chain takes one after the other and stays with the last`() {
    // The n of a wait within a chain is that of the whole chain.
    #expect(
      seconds(.chain(.fixed(.seconds(1)), .fixed(.seconds(2)), .exponential())) == [1, 2, 4, 8, 16, 32, 60, 60])
  }

  @Test func `that is combined is the sum`() {
    #expect(seconds(.combine(.fixed(.seconds(1)), .exponential())) == [2, 3, 5, 9, 17, 33, 61, 61])
    #expect(
      seconds(.fixed(.seconds(1)) + .incrementing(start: .seconds(1), increment: .seconds(2), max: .seconds(6)))
        == [2, 4, 6, 7, 7, 7, 7, 7])
    #expect(seconds(.combine(), 0..<1) == [0])
  }

  /// The least and the most of a hundred draws.
  private func bounds(_ wait: RetryWait, retry: Int) -> ClosedRange<Double> {
    var random = Wild()
    let draws = (0..<100).map { _ in wait.delay(retry: retry, using: &random) / .seconds(1) }
    return (draws.min() ?? -1)...(draws.max() ?? -1)
  }

  @Test(arguments: 0..<7)
  func `that is random keeps its bounds`(retry: Int) {
    let exponential = min([1.0, 2, 4, 8, 16, 32, 64][retry], 20)
    #expect((2...3).contains(bounds(.random(from: .seconds(2), upTo: .seconds(3)), retry: retry)))
    #expect((0...1).contains(bounds(.random(), retry: retry)))
    #expect((0...exponential).contains(bounds(.randomExponential(max: .seconds(20)), retry: retry)))
    #expect(
      (0.499_999...exponential)
        .contains(bounds(.randomExponential(max: .seconds(20), min: .milliseconds(500)), retry: retry)))
    #expect(
      (exponential...min(exponential + 1, 20)).contains(bounds(.exponentialJitter(max: .seconds(20)), retry: retry)))
  }

  @Test func `that is random uses its whole range`() {
    let range = bounds(.random(upTo: .seconds(10)), retry: 0)
    #expect(range.lowerBound < 2)
    #expect(range.upperBound > 8)
  }

  @Test func `is never negative`() {
    #expect(seconds(.fixed(.seconds(-1)), 0..<1) == [0])
    #expect(seconds(.incrementing(start: .seconds(-5), increment: .zero), 0..<1) == [0])
  }

  @Test func `is a value that can be compared and printed`() {
    #expect(RetryWait.exponential() == .exponential())
    #expect(RetryWait.exponential() != .randomExponential())
    #expect(Set<RetryWait>([.none, .fixed(.zero), .fixed(.seconds(1))]).count == 2)
    #expect(RetryWait.none.description == "none")
    #expect(RetryWait.fixed(.seconds(5)).description == "5.0 seconds")
    #expect(
      (RetryWait.fixed(.seconds(1)) + .random()).description
        == "(1.0 seconds + random in 0.0 seconds...1.0 seconds)")
    #expect(
      RetryWait.chain(.none, .exponential()).description
        == "chain(none, 1.0 seconds * 2.0^n in 0.0 seconds...60.0 seconds)")
  }
}
