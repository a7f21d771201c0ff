import Testing
import Workflows
import WorkflowsTesting

private struct Exit: Event {}

/// How a test merges branches.
private enum Merge {
  /// All that there are, once.
  case batch
  /// One of each.
  case set
  /// Each by itself.
  case each
  /// So many.
  case count(Int)
  /// The first so many of a batch.
  case take(Int)
}

@Suite("Advanced branching patterns", .mayNotHang)
struct BranchingPatternTests {
  private typealias Branch = Either<Left, Right>

  /// The branches that the bits of the input say, or only the first of them.
  private func chosen(_ input: Int) -> [Branch] {
    let both: [(Int, Branch)] = [(1, .first(Left(n: 1))), (2, .second(Right(n: 1)))]
    return both.filter { input & $0.0 > 0 }.map(\.1)
  }

  /// A choice among two branches, and their merge.
  private func choice(_ merge: Merge, isMultiple: Bool = true, _ diary: Diary) -> Pattern {
    pattern {
      if isMultiple {
        Step("choose") { (start: Start<Int>, _) in chosen(start.input) }
      } else {
        Step("choose") { (start: Start<Int>, _) in chosen(start.input).first }
      }
      Step("left") { (_: Left, context) in
        try await context.work("left", 1, diary)
        return Number(n: 1)
      }
      Step("right") { (_: Right, context) in
        try await context.work("right", 2, diary)
        return Text(text: "")
      }
      switch merge {
      case .batch: Step("merge") { (both: [Either<Number, Text>], _) in diary.note("merge of \(both.count), at") }
      case .set: Step("merge") { (_: Number, _: Text, _) in diary.note("merge of both, at") }
      case .each, .count, .take: Step("merge") { (_: Either<Number, Text>, _) in diary.note("merge of one, at") }
      }
    }
  }

  // "… the thread of control is passed to one or more of the outgoing branches based on the outcome of distinct logical
  // expressions associated with each of the branches."
  @Test func `WCP-6 Multi-Choice: an array of a union takes the branches that it names`() async throws {
    let (left, right) = ("left 0 – 1", "right 0 – 2")
    for (input, expected) in [(0, []), (1, [left]), (2, [right]), (3, [left, right])] {
      let multiple = try await course(of: input) { choice(.each, $0) }
      #expect(multiple.lines.filter { !$0.hasPrefix("merge") } == expected)
    }
    let exclusive = try await course(of: 3) { choice(.each, isMultiple: false, $0) }
    #expect(exclusive.lines.filter { !$0.hasPrefix("merge") } == [left])
  }

  // "… passed to the subsequent branch when each active incoming branch has been enabled."
  @Test func `WCP-7 Structured Synchronizing Merge: a batch is joined once all that was chosen is there`() async throws
  {
    let one = try await course(of: 1) { choice(.batch, $0) }
    #expect(one.lines == ["left 0 – 1", "merge of 1, at 1"])
    let both = try await course(of: 3) { choice(.batch, $0) }
    #expect(both.lines == ["left 0 – 1", "right 0 – 2", "merge of 2, at 2"])
    // Synchronization waits for a branch that was not chosen; a merge of each waits for none.
    #expect(try await course(of: 1) { choice(.set, $0) }.lines == ["left 0 – 1"])
    let each = try await course(of: 3) { choice(.each, $0) }
    #expect(each.lines == ["left 0 – 1", "merge of one, at 1", "right 0 – 2", "merge of one, at 2"])
  }

  // "… each enablement of an incoming branch results in the thread of control being passed to the subsequent branch."
  @Test func `WCP-8 Multi-Merge: a step of either event runs for each of two that come`() async throws {
    let each = try await course(of: 3) { choice(.each, $0) }
    #expect(each.lines.filter { $0.hasPrefix("merge") } == ["merge of one, at 1", "merge of one, at 2"])
    let joined = try await course(of: 3) { choice(.set, $0) }
    #expect(joined.lines.filter { $0.hasPrefix("merge") } == ["merge of both, at 2"])
  }

  /// Branches that are no block: the left one may be left by another exit, and the right one enters the left one too.
  private func crossing(_ merge: Merge, _ diary: Diary) -> Pattern {
    pattern {
      Step("choose") { (start: Start<Int>, _) -> [Branch] in
        chosen(start.input).map { if case .first = $0 { .first(Left(n: 0)) } else { $0 } }
      }
      Step("left") { (left: Left, context) -> Either<Number, Exit> in
        try await context.work("left", 1, diary)
        return left.n == 0 ? .second(Exit()) : .first(Number(n: 1))
      }
      Step("right", sends: Left.self) { (_: Right, context) in
        context.sendEvent(Left(n: 1))
        try await context.work("right", 3, diary)
        return Text(text: "")
      }
      Step("exit") { (_: Exit, _) in diary.note("exit") }
      if case .count(let count) = merge {
        Step("merge") { (part: Either<Number, Text>, context) in
          let isThere =
            switch part {
            case .first(let number): context.collectEvents(number, count: count) != nil
            case .second(let text): context.collectEvents(text, count: count) != nil
            }
          if isThere { diary.note("merge of \(count), at") }
        }
      } else {
        Step("merge") { (parts: [Either<Number, Text>], _) in diary.note("merge of \(parts.count), at") }
      }
    }
  }

  // "Determination of how many branches require synchronization is made on the basis on information locally available to
  // the merge construct."
  @Test func `WCP-37 Local Synchronizing Merge: a batch knows its branches where they cross, too`() async throws {
    let right = try await course(of: 2) { crossing(.batch, $0) }
    #expect(right.lines == ["left 0 – 1", "right 0 – 3", "merge of 2, at 3"])
    let both = try await course(of: 3) { crossing(.batch, $0) }
    #expect(both.lines == ["left 0 – 1", "exit 1", "left 0 – 1", "right 0 – 3", "merge of 2, at 3"])
    // A structured merge counts what was chosen: one branch.
    let counted = try await course(of: 2) { crossing(.count(1), $0) }
    #expect(counted.lines == ["left 0 – 1", "merge of 1, at 1", "right 0 – 3", "merge of 1, at 3"])
  }

  /// A choice to which one of its branches leads back, and another that leads nowhere.
  private func feedback(isGeneral: Bool, sideWork: Int = 0, _ diary: Diary) -> Pattern {
    pattern {
      if isGeneral {
        Step("begin") { (start: Start<Int>, _) in [Number(n: start.input)] }
        // What it sends stays in the batch; an array would open another one each time.
        Step("choose", sends: Left.self, Right.self) { (number: Number, context) in
          context.sendEvent(Left(n: number.n))
          if number.n > 0 { context.sendEvent(Right(n: number.n)) }
        }
      } else {
        Step("begin") { (start: Start<Int>, _) in Number(n: start.input) }
        Step("choose") { (number: Number, _) -> [Branch] in
          number.n > 0 ? [.first(Left(n: number.n)), .second(Right(n: number.n))] : [.first(Left(n: number.n))]
        }
      }
      Step("left") { (left: Left, context) -> Either<Number, Text> in
        try await context.work("left", 1, diary)
        return left.n > 0 ? .first(Number(n: left.n - 1)) : .second(Text(text: "left"))
      }
      Step("right") { (right: Right, context) in
        try await context.work("right", 5, diary)
        return Text(text: "right")
      }
      if sideWork > 0 { Step("aside") { (_: Number, context) in try await context.work("aside", sideWork, diary) } }
      Step("merge") { (texts: [Text], _) in diary.note("merge of \(texts.map(\.text).sorted().joined(separator: "+")),")
      }
    }
  }

  // "… when either (1) each active incoming branch has been enabled or (2) it is not possible that any branch that has
  // not yet been enabled will be enabled at any future time."
  @Test func `WCP-38 General Synchronizing Merge: what loops back to the choice is waited for`() async throws {
    let general = try await course(of: 1) { feedback(isGeneral: true, $0) }
    #expect(general.lines == ["left 0 – 1", "left 1 – 2", "right 0 – 5", "merge of left+right, 5"])
    let structured = try await course(of: 1) { feedback(isGeneral: false, $0) }
    #expect(structured.lines == ["left 0 – 1", "left 1 – 2", "merge of left, 2", "right 0 – 5", "merge of right, 5"])
    // Where it falls short: work that cannot lead to the merge is waited for as well.
    let late = try await course(of: 0) { feedback(isGeneral: true, sideWork: 9, $0) }
    #expect(late.lines == ["left 0 – 1", "aside 0 – 9", "merge of left, 9"])
  }

  /// Six threads, one each second, and what merges three of them.
  private func threads(_ merge: Merge, _ diary: Diary) -> Pattern {
    pattern {
      Step("split") { (_: Start<Int>, _) in (1...6).map { Number(n: $0) } }
      Step("work", numWorkers: 6) { (number: Number, context) in
        try await context.sleep(for: .seconds(number.n))
        return Left(n: number.n)
      }
      switch merge {
      case .count(let count):
        Step("merge") { (left: Left, context) in
          guard let lefts = context.collectEvents(left, count: count) else { return }
          diary.note("merge of \(lefts.map(\.n)), at")
        }
      case .take(let count):
        Step("merge", collect: .take(count)) { (lefts: [Left], _) in diary.note("merge of \(lefts.map(\.n)), at") }
      case .batch, .set, .each: Step("merge") { (left: Left, _) in diary.note("merge of \(left.n), at") }
      }
    }
  }

  // "… a nominated number of execution threads in a single branch of the same process instance should be merged together
  // into a single thread of execution."
  @Test func `WCP-41 Thread Merge: so many events are collected to one, again and again`() async throws {
    let merge = try await course { threads(.count(3), $0) }
    #expect(merge.lines == ["merge of [1, 2, 3], at 3", "merge of [4, 5, 6], at 6"])
    // A partial join is for the whole batch, once; a multi-merge is for each.
    #expect(try await course { threads(.take(3), $0) }.lines == ["merge of [1, 2, 3], at 3"])
    #expect(try await course { threads(.each, $0) }.lines.count == 6)
  }

  /// A paper that is reviewed by so many, in a branch that goes on after each review.
  private func reviews(threads: Int, _ diary: Diary) -> Pattern {
    pattern {
      Step("receive") { (_: Start<Int>, _) in Array(repeating: Number(n: 1), count: threads) }
      Step("review") { (_: Number, context) in
        try await context.work("review", 1, diary)
        return Left(n: 1)
      }
      Step("file") { (_: Left, context) in try await context.work("file", 1, diary) }
    }
  }

  // "… a nominated number of execution threads can be initiated in a single branch of the same process instance."
  @Test func `WCP-42 Thread Split: an array starts so many threads of one branch`() async throws {
    let three = try await course { reviews(threads: 3, $0) }
    #expect(three.sorted == ["file 1 – 2", "file 1 – 2", "file 1 – 2", "review 0 – 1", "review 0 – 1", "review 0 – 1"])
    let one = try await course { reviews(threads: 1, $0) }
    #expect(one.lines == ["review 0 – 1", "file 1 – 2"])
  }
}
