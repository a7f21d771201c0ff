import Testing
import Workflows
import WorkflowsTesting

private struct Round: Event { var n: Int }
private struct Ready: Event {}

/// The joins that do not wait for all of their branches, and the one that keeps what comes too often.
@Suite("Advanced synchronization patterns", .mayNotHang)
struct JoinPatternTests {
  /// Three branches of 1, 2 and 4 seconds, their join, and what follows it; so many times one after the other.
  private func race(_ collect: Collect, _ diary: Diary) -> Pattern {
    pattern {
      Step("split") { (event: Either<Start<Int>, Right>, _) -> [Number] in
        switch event {
        case .first(let start): [Number(n: start.input)]
        case .second(let right): [Number(n: right.n)]
        }
      }
      for (name, seconds) in [("a", 1), ("b", 2), ("c", 4)] {
        Step(name) { (number: Number, context) in
          try await context.work(name, seconds, diary)
          return Left(n: number.n)
        }
      }
      Step("join", collect: collect) { (lefts: [Left], context) -> Right? in
        try await context.work("join of \(lefts.count)", 10, diary)
        return lefts.first.flatMap { $0.n > 1 ? Right(n: $0.n - 1) : nil }
      }
    }
  }

  // "… passed to the subsequent branch when the first incoming branch has been enabled. Subsequent enablements of
  // incoming branches do not result in the thread of control being passed on."
  @Test func `WCP-9 Structured Discriminator: the first branch goes on, and the others end for nothing`() async throws {
    let first = try await course(of: 1) { race(.take(1), $0) }
    #expect(first.lines == ["a 0 – 1", "b 0 – 2", "c 0 – 4", "join of 1 1 – 11"])
    let all = try await course(of: 1) { race(.all, $0) }
    #expect(all.lines == ["a 0 – 1", "b 0 – 2", "c 0 – 4", "join of 3 4 – 14"])
  }

  // "Triggering the Cancelling Discriminator also cancels the execution of all of the other incoming branches and resets
  // the construct."
  @Test func `WCP-29 Cancelling Discriminator: the first branch goes on and the others are cancelled`() async throws {
    let cancelling = try await course(of: 2) { race(.take(1, losers: .cancel), $0) }
    #expect(
      cancelling.sorted == [
        "a 0 – 1", "a 11 – 12", "b is cancelled 1", "b is cancelled 12", "c is cancelled 1", "c is cancelled 12",
        "join of 1 1 – 11", "join of 1 12 – 22",
      ])
    let patient = try await course(of: 2) { race(.take(1), $0) }
    #expect(
      patient.sorted == [
        "a 0 – 1", "a 11 – 12", "b 0 – 2", "b 11 – 13", "c 0 – 4", "c 11 – 15", "join of 1 1 – 11", "join of 1 12 – 22",
      ])
  }

  // "… passed to the subsequent branch when n of the incoming branches have been enabled."
  @Test func `WCP-30 Structured Partial Join: the first two branches go on together`() async throws {
    let two = try await course(of: 1) { race(.take(2), $0) }
    #expect(two.lines == ["a 0 – 1", "b 0 – 2", "c 0 – 4", "join of 2 2 – 12"])
    let one = try await course(of: 1) { race(.take(1), $0) }
    #expect(one.lines == ["a 0 – 1", "b 0 – 2", "c 0 – 4", "join of 1 1 – 11"])
  }

  // "Triggering the join also cancels the execution of all of the other incoming branches and resets the construct."
  @Test func `WCP-32 Cancelling Partial Join: the first two go on and the others are cancelled`() async throws {
    let cancelling = try await course(of: 1) { race(.take(2, losers: .cancel), $0) }
    #expect(cancelling.lines == ["a 0 – 1", "b 0 – 2", "c is cancelled 2", "join of 2 2 – 12"])
    let patient = try await course(of: 1) { race(.take(2), $0) }
    #expect(patient.lines == ["a 0 – 1", "b 0 – 2", "c 0 – 4", "join of 2 2 – 12"])
  }

  /// Two rounds, of which the second comes while the first is on.
  ///
  /// What blocks it is a step of two events: a round begins with a ``Ready``, which is there again when all branches of
  /// the round before have come to the join.
  private func rounds(_ collect: Collect, isBlocking: Bool, _ diary: Diary) -> Pattern {
    pattern {
      Step("come", sends: Round.self) { (_: Start<Int>, context) in
        context.sendEvent(Round(n: 1))
        try await context.sleep(for: .seconds(1))
        context.sendEvent(Round(n: 2))
      }
      if isBlocking {
        Step("start") { (_: Start<Int>, _) in Ready() }
        Step("split") { (round: Round, _: Ready, _) in [Number(n: round.n)] }
        Step("reset") { (_: [Left], _) in Ready() }
      } else {
        Step("split") { (round: Round, _) in [Number(n: round.n)] }
      }
      for (name, seconds) in [("a", 1), ("b", 2), ("c", 4)] {
        Step(name) { (number: Number, context) in
          try await context.work("\(name)\(number.n)", seconds, diary)
          return Left(n: number.n)
        }
      }
      Step("join", collect: collect) { (lefts: [Left], _) in diary.note("join of \(lefts.map(\.n))") }
    }
  }

  // "The Blocking Discriminator construct resets when all active incoming branches have been enabled once … Subsequent
  // enablements of incoming branches are blocked until the Blocking Discriminator has reset."
  @Test func `WCP-28 Blocking Discriminator: the next round waits until all branches have come`() async throws {
    let blocking = try await course { rounds(.take(1), isBlocking: true, $0) }
    #expect(
      blocking.sorted == [
        "a1 0 – 1", "a2 4 – 5", "b1 0 – 2", "b2 4 – 6", "c1 0 – 4", "c2 4 – 8", "join of [1] 1", "join of [2] 5",
      ])
    let overlapping = try await course { rounds(.take(1), isBlocking: false, $0) }
    #expect(
      overlapping.sorted == [
        "a1 0 – 1", "a2 1 – 2", "b1 0 – 2", "b2 1 – 3", "c1 0 – 4", "c2 1 – 5", "join of [1] 1", "join of [2] 2",
      ])
  }

  // "The join construct resets when all active incoming branches have been enabled once … Subsequent enablements of
  // incoming branches are blocked until the join has reset."
  @Test func `WCP-31 Blocking Partial Join: two branches go on, and the next round waits for all`() async throws {
    let blocking = try await course { rounds(.take(2), isBlocking: true, $0) }
    #expect(
      blocking.sorted == [
        "a1 0 – 1", "a2 4 – 5", "b1 0 – 2", "b2 4 – 6", "c1 0 – 4", "c2 4 – 8", "join of [1, 1] 2", "join of [2, 2] 6",
      ])
    let overlapping = try await course { rounds(.take(2), isBlocking: false, $0) }
    #expect(
      overlapping.sorted == [
        "a1 0 – 1", "a2 1 – 2", "b1 0 – 2", "b2 1 – 3", "c1 0 – 4", "c2 1 – 5", "join of [1, 1] 2", "join of [2, 2] 3",
      ])
  }

  /// Two branches that come to their join three times each, one of them long before the other.
  private func production(isGeneralized: Bool, _ diary: Diary) -> Pattern {
    pattern {
      Step("split") { (_: Start<Int>, _) in [Number(n: 3)] }
      Step("left", sends: Left.self) { (number: Number, context) in
        for n in 1...number.n { context.sendEvent(Left(n: n)) }
      }
      Step("right", sends: Right.self) { (number: Number, context) in
        for n in 1...number.n {
          try await context.sleep(for: .seconds(10))
          context.sendEvent(Right(n: n))
        }
      }
      if isGeneralized {
        Step("join") { (left: Left, right: Right, _) in diary.note("join of \(left.n) and \(right.n), at") }
      } else {
        Step("join") { (both: [Either<Left, Right>], _) in diary.note("join of \(both.count), at") }
      }
    }
  }

  // "Additional triggers received on one or more branches between firings of the join persist and are retained for
  // future firings."
  @Test func `WCP-33 Generalized AND-Join: what one branch has too many of waits for the next time`() async throws {
    let generalized = try await course { production(isGeneralized: true, $0) }
    #expect(generalized.lines == ["join of 1 and 1, at 10", "join of 2 and 2, at 20", "join of 3 and 3, at 30"])
    let once = try await course { production(isGeneralized: false, $0) }
    #expect(once.lines == ["join of 6, at 30"])
  }
}
