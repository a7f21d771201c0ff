import Testing
import Workflows

/// The numbers are those of llama-index-workflows 2.26.1.
@Suite("A retry policy", .mayNotHang)
struct RetryPolicyTests {
  private func delays(
    _ policy: RetryPolicy, elapsed: Duration = .zero, failures: ClosedRange<Int> = 1...6, seed: UInt64 = 0
  ) -> [Double?] {
    failures.map { policy.next(elapsed: elapsed, failures: $0, error: Boom(), seed: seed).map { $0 / .seconds(1) } }
  }

  @Test func `tries three times, five seconds apart, unless told otherwise`() {
    #expect(delays(RetryPolicy(), failures: 1...4) == [5, 5, nil, nil])
    #expect(delays(.constantDelay(), failures: 1...4) == [5, 5, nil, nil])
    #expect(RetryPolicy() == .constantDelay())
  }

  @Test func `backs off exponentially five times`() {
    #expect(delays(.exponentialBackoff(jitter: false)) == [1, 2, 4, 8, nil, nil])
    #expect(
      delays(
        .exponentialBackoff(
          maxAttempts: 9, initialDelay: .seconds(10), multiplier: 3, maxDelay: .seconds(100), jitter: false),
        failures: 1...5) == [10, 30, 90, 100, 100])
  }

  @Test func `with jitter draws the same from the same seed, and other delays from another`() {
    let policy = RetryPolicy.exponentialBackoff(maxAttempts: 20)
    #expect(delays(policy, failures: 1...19, seed: 7) == delays(policy, failures: 1...19, seed: 7))
    #expect(delays(policy, failures: 1...19, seed: 7) != delays(policy, failures: 1...19, seed: 8))
    for (delay, most) in zip(delays(policy, seed: 7).compactMap(\.self), [1.0, 2, 4, 8, 16, 32]) {
      #expect((0...most).contains(delay))
    }
  }

  /// When to give up, with four seconds between attempts: for these times elapsed, after 1, 2 and 3 failures.
  private func givesUp(_ stop: RetryStop) -> [String] {
    [Duration.zero, .seconds(5), .seconds(6), .milliseconds(9_900), .seconds(10), .seconds(11)].map { elapsed in
      delays(RetryPolicy(wait: .fixed(.seconds(4)), stop: stop), elapsed: elapsed, failures: 1...3)
        .map { $0 == nil ? "x" : "4" }.joined()
    }
  }

  @Test func `stops where Python stops`() {
    #expect(givesUp(.afterDelay(.seconds(10))) == ["444", "444", "444", "444", "xxx", "xxx"])
    #expect(givesUp(.beforeDelay(.seconds(10))) == ["444", "444", "xxx", "xxx", "xxx", "xxx"])
    #expect(
      givesUp(.afterAttempt(3) | .afterDelay(.seconds(10))) == ["44x", "44x", "44x", "44x", "xxx", "xxx"])
    #expect(
      givesUp(.afterAttempt(3) & .afterDelay(.seconds(10))) == ["444", "444", "444", "444", "44x", "44x"])
    #expect(givesUp(.never) == ["444", "444", "444", "444", "444", "444"])
    #expect(givesUp(.any()) == ["444", "444", "444", "444", "444", "444"])
    #expect(givesUp(.all()) == ["xxx", "xxx", "xxx", "xxx", "xxx", "xxx"])
  }

  @Test func `is not asked for a delay that its condition rules out`() {
    #expect(delays(RetryPolicy(retry: .never), failures: 1...1) == [nil])
    #expect(delays(RetryPolicy(retry: .type(CancellationError.self)), failures: 1...1) == [nil])
    #expect(delays(RetryPolicy(retry: .type(Boom.self)), failures: 1...1) == [5])
  }

  @Test func `takes no harm from a count of failures that cannot be`() {
    #expect(delays(.exponentialBackoff(jitter: false), failures: -1...0) == [1, 1])
  }

  @Test func `is a value that can be compared and printed`() {
    #expect(RetryPolicy.exponentialBackoff() == .exponentialBackoff())
    #expect(RetryPolicy.exponentialBackoff() != .exponentialBackoff(jitter: false))
    #expect(
      RetryPolicy().description == "retry always, wait 5.0 seconds, stop after 3 attempts")
    #expect(
      RetryPolicy(
        retry: .type(Boom.self) & !.message("no"), wait: .none, stop: .afterDelay(.seconds(1)) | .never
      ).description
        == "retry (if Boom and unless (if the message is \"no\")), wait none, stop (after 1.0 seconds or never)")
  }

  /// The problems that a workflow has whose step has this policy.
  private func problems(_ policy: RetryPolicy) -> [String] {
    InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("s", retry: policy) { (event: Start<Int>, _) in Stop(event.input) }
    }.definition.problems
  }

  @Test func `says what is wrong with it`() {
    let s = "step 's': "
    #expect(problems(RetryPolicy()) == [])
    #expect(problems(.init(stop: .afterAttempt(0))) == [s + "retries stop after 0 attempts; give at least 1"])
    #expect(
      problems(.init(stop: .afterDelay(.seconds(-1)) & .beforeDelay(.seconds(-2)))) == [
        s + "retries stop at -1.0 seconds; give zero or more", s + "retries stop at -2.0 seconds; give zero or more",
      ])
    #expect(problems(.init(wait: .fixed(.seconds(-1)))) == [s + "a retry delay is -1.0 seconds; give zero or more"])
    #expect(problems(.init(wait: .chain())) == [s + "a chain of delays is empty"])
    #expect(
      problems(.init(wait: .exponential(base: -1))) == [
        s + "the base of an exponential delay is -1.0; give a positive number"
      ])
    #expect(
      problems(.init(wait: .exponential(base: .nan) + .chain(.random(from: .seconds(-3))))) == [
        s + "the base of an exponential delay is nan; give a positive number",
        s + "a retry delay is -3.0 seconds; give zero or more",
      ])
    #expect(
      problems(.init(retry: .message(matching: "(") | !.message(matching: "["))) == [
        s + "the retry condition '(' is no regular expression", s + "the retry condition '[' is no regular expression",
      ])
  }
}
