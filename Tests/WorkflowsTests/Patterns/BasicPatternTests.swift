import Testing
import Workflows
import WorkflowsTesting

@Suite("Basic control-flow patterns", .mayNotHang)
struct BasicPatternTests {
  /// Two tasks, one after the other or both at once.
  private func tasks(inSequence: Bool, _ diary: Diary) -> Pattern {
    pattern {
      Step("a") { (_: Start<Int>, context) in
        try await context.work("a", 2, diary)
        return Left(n: 1)
      }
      if inSequence {
        Step("b") { (_: Left, context) in try await context.work("b", 1, diary) }
      } else {
        Step("b") { (_: Start<Int>, context) in try await context.work("b", 1, diary) }
        Step("end") { (_: Left, _) in }
      }
    }
  }

  // "A task in a process is enabled after the completion of a preceding task in the same process."
  @Test func `WCP-1 Sequence: a task begins when the one before it has ended`() async throws {
    let sequence = try await course { tasks(inSequence: true, $0) }
    #expect(sequence.lines == ["a 0 – 2", "b 2 – 3"])
    let parallel = try await course { tasks(inSequence: false, $0) }
    #expect(parallel.lines == ["b 0 – 1", "a 0 – 2"])
  }

  // "The divergence of a branch into two or more parallel branches each of which execute concurrently."
  @Test func `WCP-2 Parallel Split: an event goes to every step that takes it, at once`() async throws {
    let parallel = try await course { tasks(inSequence: false, $0) }
    #expect(parallel.end == 2)
    let sequence = try await course { tasks(inSequence: true, $0) }
    #expect(sequence.end == 3)
  }

  /// Two branches of which both are taken, and what follows them.
  private func merged(isSynchronized: Bool, _ diary: Diary) -> Pattern {
    pattern {
      Step("left") { (_: Start<Int>, context) in
        try await context.work("left", 1, diary)
        return Left(n: 1)
      }
      Step("right") { (_: Start<Int>, context) in
        try await context.work("right", 3, diary)
        return Right(n: 1)
      }
      if isSynchronized {
        Step("join") { (_: Left, _: Right, _) in diary.note("join") }
      } else {
        Step("join") { (_: Either<Left, Right>, _) in diary.note("join") }
      }
    }
  }

  // "… the thread of control is passed to the subsequent branch when all input branches have been enabled."
  @Test func `WCP-3 Synchronization: a step of two events runs once, when both have come`() async throws {
    let synchronized = try await course { merged(isSynchronized: true, $0) }
    #expect(synchronized.lines == ["left 0 – 1", "right 0 – 3", "join 3"])
    let simple = try await course { merged(isSynchronized: false, $0) }
    #expect(simple.lines == ["left 0 – 1", "join 1", "right 0 – 3", "join 3"])
  }

  /// Two branches, of which the bits of the input say whether they are to be taken.
  private func choice(isExclusive: Bool, _ diary: Diary) -> Pattern {
    pattern {
      if isExclusive {
        Step("choose") { (start: Start<Int>, _) -> Either<Left, Right> in
          start.input & 1 > 0 ? .first(Left(n: 1)) : .second(Right(n: 1))
        }
      } else {
        Step("choose") { (start: Start<Int>, _) -> [Either<Left, Right>] in
          let both: [(Int, Either<Left, Right>)] = [(1, .first(Left(n: 1))), (2, .second(Right(n: 1)))]
          return both.filter { start.input & $0.0 > 0 }.map(\.1)
        }
      }
      Step("left") { (_: Left, _) in diary.note("left") }
      Step("right") { (_: Right, _) in diary.note("right") }
    }
  }

  // "… the thread of control is immediately passed to precisely one of the outgoing branches …"
  @Test func `WCP-4 Exclusive Choice: one branch is taken, even if more would do`() async throws {
    for (input, expected) in [(1, ["left 0"]), (2, ["right 0"]), (3, ["left 0"])] {
      let exclusive = try await course(of: input) { choice(isExclusive: true, $0) }
      #expect(exclusive.lines == expected)
    }
    let several = try await course(of: 3) { choice(isExclusive: false, $0) }
    #expect(several.sorted == ["left 0", "right 0"])
  }

  /// One of two branches, and what follows either.
  private func alternatives(isSynchronized: Bool, _ diary: Diary) -> Pattern {
    pattern {
      Step("choose") { (start: Start<Int>, _) -> Either<Left, Right> in
        start.input == 1 ? .first(Left(n: 1)) : .second(Right(n: 1))
      }
      if isSynchronized {
        Step("merge") { (_: Left, _: Right, _) in diary.note("merge") }
      } else {
        Step("merge") { (_: Either<Left, Right>, _) in diary.note("merge") }
      }
    }
  }

  // "… each enablement of an incoming branch results in the thread of control being passed to the subsequent branch."
  @Test func `WCP-5 Simple Merge: a step of either event runs when one of them comes`() async throws {
    for input in [1, 2] {
      let merge = try await course(of: input) { alternatives(isSynchronized: false, $0) }
      #expect(merge.lines == ["merge 0"])
      let join = try await course(of: input) { alternatives(isSynchronized: true, $0) }
      #expect(join.lines == [])
    }
  }
}
