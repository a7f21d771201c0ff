import Testing
import Workflows
import WorkflowsTesting

/// Asks for another instance, which takes so many seconds; for no more of them if that is 0.
private struct Another: HumanResponseEvent { var seconds: Int }

@Suite("Multiple instance patterns", .mayNotHang)
struct MultipleInstancePatternTests {
  /// So many instances of a task, of 1, 2, 3 … seconds, and what comes next.
  private func instances(
    count: @escaping @Sendable (Int) -> Int = { $0 }, isSynchronized: Bool = true, collect: Collect = .all,
    _ diary: Diary
  ) -> Pattern {
    pattern {
      Step("task", numWorkers: 100) { (number: Number, context) -> Left? in
        try await context.work("task", number.n, diary)
        return isSynchronized ? Left(n: number.n) : nil
      }
      if isSynchronized {
        Step("create") { (start: Start<Int>, _) in (1...count(start.input)).map { Number(n: $0) } }
        Step("next", collect: collect) { (lefts: [Left], context) in
          try await context.work("next of \(lefts.count)", 10, diary)
        }
      } else {
        Step("create", sends: Number.self) { (start: Start<Int>, context) in
          for n in 1...count(start.input) { context.sendEvent(Number(n: n)) }
          return Right(n: 1)
        }
        Step("next") { (_: Right, context) in try await context.work("next", 10, diary) }
        Step("end") { (_: Left, _) in }
      }
    }
  }

  // "These instances are independent of each other and run concurrently. There is no requirement to synchronize them
  // upon completion."
  @Test func `WCP-12 Multiple Instances without Synchronization: what comes next waits for none`() async throws {
    let free = try await course(of: 3) { instances(isSynchronized: false, $0) }
    #expect(free.lines == ["task 0 – 1", "task 0 – 2", "task 0 – 3", "next 0 – 10"])
    let synchronized = try await course(of: 3) { instances($0) }
    #expect(synchronized.lines == ["task 0 – 1", "task 0 – 2", "task 0 – 3", "next of 3 3 – 13"])
  }

  // "The required number of instances is known at design time. … It is necessary to synchronize the task instances at
  // completion before any subsequent tasks can be triggered."
  @Test func `WCP-13 Multiple Instances with Design-Time Knowledge: three, and then what comes next`() async throws {
    let three = try await course { instances(count: { _ in 3 }, $0) }
    #expect(three.lines == ["task 0 – 1", "task 0 – 2", "task 0 – 3", "next of 3 3 – 13"])
    let free = try await course { instances(count: { _ in 3 }, isSynchronized: false, $0) }
    #expect(free.lines == ["task 0 – 1", "task 0 – 2", "task 0 – 3", "next 0 – 10"])
  }

  // "The required number of instances may depend on a number of runtime factors … but is known before the task instances
  // must be created."
  @Test func `WCP-14 Multiple Instances with Run-Time Knowledge: as many as the run finds`() async throws {
    for input in [1, 5] {
      let found = try await course(of: input) { instances($0) }
      #expect(found.lines == (1...input).map { "task 0 – \($0)" } + ["next of \(input) \(input) – \(input + 10)"])
      let fixed = try await course(of: input) { instances(count: { _ in 3 }, $0) }
      #expect(fixed.lines.count == 4)
    }
  }

  // "Once n of the task instances have completed (where n is less than m), the next task in the process is triggered.
  // Subsequent completions of the remaining m-n instances are inconsequential …"
  @Test func `WCP-34 Static Partial Join for Multiple Instances: two of four are enough`() async throws {
    let two = try await course(of: 4) { instances(collect: .take(2), $0) }
    #expect(two.lines == ["task 0 – 1", "task 0 – 2", "task 0 – 3", "task 0 – 4", "next of 2 2 – 12"])
    let all = try await course(of: 4) { instances($0) }
    #expect(all.lines == ["task 0 – 1", "task 0 – 2", "task 0 – 3", "task 0 – 4", "next of 4 4 – 14"])
  }

  // "Once n of the task instances have completed … the next task in the process is triggered and the remaining m-n
  // instances are cancelled."
  @Test func `WCP-35 Cancelling Partial Join for Multiple Instances: the others are cancelled`() async throws {
    let cancelling = try await course(of: 4) { instances(collect: .take(2, losers: .cancel), $0) }
    #expect(
      cancelling.lines == [
        "task 0 – 1", "task 0 – 2", "task is cancelled 2", "task is cancelled 2", "next of 2 2 – 12",
      ])
    let patient = try await course(of: 4) { instances(collect: .take(2), $0) }
    #expect(patient.lines == ["task 0 – 1", "task 0 – 2", "task 0 – 3", "task 0 – 4", "next of 2 2 – 12"])
  }

  /// When what follows the instances of ``growing(until:_:)`` comes.
  private enum Completion {
    /// When all have ended, of those that were there at the beginning.
    case known
    /// When all have ended, the added ones too.
    case all
    /// When so many have ended.
    case count(Int)
    /// When more than half of those that there are then have ended.
    case condition
  }

  /// Instances of 2, 4 and 20 seconds, to which others are added while they run.
  private func growing(until completion: Completion, _ diary: Diary) -> Pattern {
    pattern {
      Step("create") { (_: Start<Int>, context) -> [Either<Number, Text>] in
        context.store.edit { $0.created = 3 }
        var members: [Either<Number, Text>] = [2, 4, 20].map { .first(Number(n: $0)) }
        // A member that asks for others: what it sends belongs to the batch, and while it waits the batch is open.
        if case .known = completion {} else { members.append(.second(Text(text: "add"))) }
        return members
      }
      if case .known = completion {
        Step("add", sends: Number.self) { (_: Start<Int>, context) in try await add(context) }
        Step("end") { (_: Text, _) in }
      } else {
        Step("add", sends: Number.self) { (_: Text, context) in try await add(context) }
      }
      Step("task", numWorkers: 100) { (number: Number, context) in
        try await context.work("task", number.n, diary)
        return Left(n: number.n)
      }
      switch completion {
      case .known, .all:
        Step("next") { (lefts: [Left], _) in diary.note("next of \(lefts.count), at") }
      case .count(let count):
        Step("next", collect: .take(count)) { (lefts: [Left], _) in diary.note("next of \(lefts.count), at") }
      case .condition:
        Step("check") { (_: Left, context) -> Right? in
          let tally = context.store.edit { tally in
            tally.done += 1
            return tally
          }
          guard tally.done * 2 > tally.created else { return nil }
          // No instances are added any more.
          try context.cancelSteps("add")
          return Right(n: tally.done)
        }
        Step("next", collect: .take(1)) { (rights: [Right], _) in diary.note("next of \(rights.first?.n ?? 0), at") }
      }
    }
  }

  private func add(_ context: WorkflowContext<Pattern>) async throws {
    while true {
      let seconds = try await context.waitForEvent(Another.self, timeout: nil).seconds
      if seconds == 0 { return }
      context.store.edit { $0.created += 1 }
      context.sendEvent(Number(n: seconds))
    }
  }

  @Sendable private func grow(_ stage: Stage) async throws {
    try await stage.wait(until: 1)
    stage.send(Another(seconds: 6))
    // The step waits for the next one only once it has had this one.
    try await stage.letOthersGo()
    stage.send(Another(seconds: 30))
    try await stage.wait(until: 10)
    stage.send(Another(seconds: 0))
  }

  // "At any time, whilst instances are running, it is possible for additional instances to be initiated. It is necessary
  // to synchronize the instances at completion …"
  @Test func `WCP-15 Multiple Instances without Run-Time Knowledge: a batch grows while it runs`() async throws {
    let grown = try await course(while: grow) { growing(until: .all, $0) }
    #expect(
      grown.lines == ["task 0 – 2", "task 0 – 4", "task 1 – 7", "task 0 – 20", "task 1 – 31", "next of 5, at 31"])
    // Where the number is known beforehand, what comes later is not waited for.
    let known = try await course(while: grow) { self.growing(until: .known, $0) }
    #expect(
      known.lines == ["task 0 – 2", "task 0 – 4", "task 1 – 7", "task 0 – 20", "next of 3, at 20", "task 1 – 31"])
  }

  // "A completion condition is specified which is evaluated each time an instance of the task completes. … Subsequent
  // completions of the remaining task instances are inconsequential and no new instances can be created."
  @Test func `WCP-36 Dynamic Partial Join for Multiple Instances: a condition says when it is enough`() async throws {
    let half = try await course(while: grow) { growing(until: .condition, $0) }
    #expect(
      half.lines == [
        "task 0 – 2", "task 0 – 4", "task 1 – 7", "next of 3, at 7", "refused 10", "task 0 – 20", "task 1 – 31",
      ])
    // More than half of the three that there were at the beginning.
    let two = try await course(while: grow) { growing(until: .count(2), $0) }
    #expect(
      two.lines == ["task 0 – 2", "task 0 – 4", "next of 2, at 4", "task 1 – 7", "task 0 – 20", "task 1 – 31"])
  }
}
