import Testing
import Workflows
import WorkflowsTesting

@Suite("Iteration patterns", .mayNotHang)
struct IterationPatternTests {
  /// Writing and checking by turns, so many times; a negative number begins with checking, if that is an entry.
  ///
  /// Each of the two has an exit of its own.
  private func cycle(hasTwoEntries: Bool, _ diary: Diary) -> Pattern {
    pattern {
      Step("enter") { (start: Start<Int>, _) -> Either<Left, Right> in
        let turns = abs(start.input)
        return start.input < 0 && hasTwoEntries ? .second(Right(n: turns)) : .first(Left(n: turns))
      }
      Step("write") { (left: Left, context) -> Either<Right, Text> in
        try await context.work("write", 1, diary)
        return left.n > 1 ? .first(Right(n: left.n - 1)) : .second(Text(text: "given up"))
      }
      Step("check") { (right: Right, context) -> Either<Left, Number> in
        try await context.work("check", 1, diary)
        return right.n > 1 ? .first(Left(n: right.n - 1)) : .second(Number(n: 1))
      }
      Step("give up") { (_: Text, _) in diary.note("given up") }
      Step("publish") { (_: Number, _) in diary.note("published") }
    }
  }

  // "The ability to represent cycles in a process model that have more than one entry or exit point."
  @Test func `WCP-10 Arbitrary Cycles: a cycle is entered and left at any of its steps`() async throws {
    let (w, c) = ("write", "check")
    let ways = [
      (2, ["\(w) 0 – 1", "\(c) 1 – 2", "published 2"]), (3, ["\(w) 0 – 1", "\(c) 1 – 2", "\(w) 2 – 3", "given up 3"]),
      (-2, ["\(c) 0 – 1", "\(w) 1 – 2", "given up 2"]),
      (-3, ["\(c) 0 – 1", "\(w) 1 – 2", "\(c) 2 – 3", "published 3"]),
    ]
    for (input, expected) in ways {
      let arbitrary = try await course(of: input) { cycle(hasTwoEntries: true, $0) }
      #expect(arbitrary.lines == expected)
    }
    let structured = try await course(of: -3) { cycle(hasTwoEntries: false, $0) }
    #expect(structured.lines == ["write 0 – 1", "check 1 – 2", "write 2 – 3", "given up 3"])
  }

  private enum Loop { case testedBefore, testedAfter, none }

  /// A task that is done so many times.
  private func loop(_ loop: Loop, _ diary: Diary) -> Pattern {
    pattern {
      switch loop {
      case .testedBefore:
        Step("test") { (event: Either<Start<Int>, Number>, _) -> Either<Left, Text> in
          let rest = rest(event)
          return rest > 0 ? .first(Left(n: rest)) : .second(Text(text: ""))
        }
        Step("do") { (left: Left, context) in
          try await context.work("task", 1, diary)
          return Number(n: left.n - 1)
        }
      case .testedAfter, .none:
        Step("do") { (event: Either<Start<Int>, Number>, context) in
          try await context.work("task", 1, diary)
          return Left(n: rest(event) - 1)
        }
        Step("test") { (left: Left, _) -> Either<Number, Text> in
          left.n > 0 && loop == .testedAfter ? .first(Number(n: left.n)) : .second(Text(text: ""))
        }
      }
      Step("end") { (_: Text, _) in diary.note("end") }
    }
  }

  private func rest(_ event: Either<Start<Int>, Number>) -> Int {
    switch event {
    case .first(let start): start.input
    case .second(let number): number.n
    }
  }

  // "The ability to execute a task or sub-process repeatedly. The loop has either a pre-test or post-test condition
  // associated with it …"
  @Test func `WCP-21 Structured Loop: a step returns what an earlier one takes, tested before or after`() async throws {
    for kind in [Loop.testedBefore, .testedAfter] {
      let twice = try await course(of: 2) { loop(kind, $0) }
      #expect(twice.lines == ["task 0 – 1", "task 1 – 2", "end 2"])
    }
    #expect(try await course(of: 0) { loop(.testedBefore, $0) }.lines == ["end 0"])
    #expect(try await course(of: 0) { loop(.testedAfter, $0) }.lines == ["task 0 – 1", "end 1"])
    let sequence = try await course(of: 2) { loop(.none, $0) }
    #expect(sequence.lines == ["task 0 – 1", "end 1"])
  }

  /// A step that calls the workflow that it is a part of, and goes on when that has returned.
  private func descent(_ diary: Diary) -> Pattern {
    pattern {
      Step("descend") { (start: Start<Int>, context) in
        try await context.work("down \(start.input):", 1, diary)
        if start.input > 0 {
          _ = try await context.run(descent(diary), start.input - 1)
        }
        diary.note("up \(start.input):")
      }
    }
  }

  /// A step that loops instead.
  private func repetition(_ diary: Diary) -> Pattern {
    pattern {
      Step("descend") { (event: Either<Start<Int>, Number>, context) -> Number? in
        let rest = rest(event)
        try await context.work("down \(rest):", 1, diary)
        if rest > 0 { return Number(n: rest - 1) }
        diary.note("up \(rest):")
        return nil
      }
    }
  }

  // "The ability of a task to invoke itself during its execution or an ancestor in terms of the overall decomposition
  // structure with which it is associated."
  @Test func `WCP-22 Recursion: a step calls its own workflow, and goes on after it`() async throws {
    let down = ["down 2: 0 – 1", "down 1: 1 – 2", "down 0: 2 – 3"]
    let recursion = try await course(of: 2) { descent($0) }
    #expect(recursion.lines == down + ["up 0: 3", "up 1: 3", "up 2: 3"])
    let loop = try await course(of: 2) { repetition($0) }
    #expect(loop.lines == down + ["up 0: 3"])
    let activity = Box(-1)
    let cancel: @Sendable (Stage) async throws -> Void = { stage in
      try await stage.wait(until: 1)
      try await stage.letOthersGo()
      stage.handler.cancelRun()
      _ = await stage.handler.failure()
      activity.value = stage.diary.simulation.runtime.activity.runs
    }
    let cancelled = try await course(of: 9, while: cancel) { descent($0) }
    #expect(cancelled.lines.last == "down 8: is cancelled 1")
    #expect(cancelled.lines.allSatisfy { !$0.hasPrefix("up") })
    #expect(activity.value == 0)
  }
}
