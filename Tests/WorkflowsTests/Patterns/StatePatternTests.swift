import Testing
import Workflows
import WorkflowsTesting

private struct Accept: HumanResponseEvent {}
private struct Decline: HumanResponseEvent {}
private struct Amend: HumanResponseEvent {}

/// What a permit is held for.
private enum Exclusion {
  case none, task, section

  private var permit: SharedLimit { SharedLimit("desk", permits: 1, within: .run) }
  var ofTasks: SharedLimit? { self == .task ? permit : nil }
  var ofSections: SharedLimit? { self == .section ? permit : nil }
}

@Suite("State-based patterns", .mayNotHang)
struct StatePatternTests {
  /// An offer that is accepted or declined; what is offered is both or one, and what is not chosen is withdrawn or not.
  private func offer(_ offered: [Either<Left, Right>], losers: Collect.Losers, _ diary: Diary) -> Pattern {
    pattern {
      Step("offer") { (_: Start<Int>, _) in offered }
      Step("accept") { (_: Left, context) in
        _ = try await context.waitForEvent(Accept.self, timeout: nil)
        diary.note("accepted")
        return Text(text: "accepted")
      }
      Step("decline") { (_: Right, context) in
        _ = try await context.waitForEvent(Decline.self, timeout: nil)
        diary.note("declined")
        return Text(text: "declined")
      }
      Step("go", collect: .take(1, losers: losers)) { (texts: [Text], context) in
        try await context.work("as \(texts.first?.text ?? "nothing")", 10, diary)
      }
    }
  }

  // "A point in a workflow process where one of several branches is chosen based on interaction with the operating
  // environment. … After the decision is made, execution alternatives in branches other than the one selected are
  // withdrawn."
  @Test func `WCP-16 Deferred Choice: the first event chooses, and the other is refused then`() async throws {
    let both: [Either<Left, Right>] = [.first(Left(n: 1)), .second(Right(n: 1))]
    let declineThenAccept: @Sendable (Stage) async throws -> Void = { stage in
      try await stage.wait(until: 1)
      stage.send(Decline())
      try await stage.wait(until: 2)
      stage.send(Accept())
    }
    let deferred = try await course(while: declineThenAccept) { offer(both, losers: .cancel, $0) }
    #expect(deferred.lines == ["declined 1", "refused 2", "as declined 1 – 11"])
    // An exclusive choice is made before; without withdrawing both happen.
    let chosen = try await course(while: declineThenAccept) { offer([both[0]], losers: .cancel, $0) }
    #expect(chosen.lines == ["refused 1", "accepted 2", "as accepted 2 – 12"])
    let open = try await course(while: declineThenAccept) { offer(both, losers: .goOn, $0) }
    #expect(open.lines == ["declined 1", "accepted 2", "as declined 1 – 11"])
  }

  /// Three tasks, of which the last two are in order, or are not.
  private func dispatch(_ exclusion: Exclusion, isOrdered: Bool, _ diary: Diary) -> Pattern {
    pattern {
      // Which is ready first, the schedule decides.
      Step("order") { (_: Start<Int>, _) in Number(n: 1) }
      Step("stock") { (_: Start<Int>, _) in Text(text: "") }
      Step("box") { (_: Start<Int>, _) in Right(n: 1) }
      Step("invoice", limit: exclusion.ofTasks) { (_: Number, context) in
        try await context.work("invoice", 1, diary)
      }
      Step("pick", limit: exclusion.ofTasks) { (_: Text, context) in
        try await context.work("pick", 1, diary)
        return Left(n: 1)
      }
      if isOrdered {
        Step("pack", limit: exclusion.ofTasks) { (_: Left, context) in try await context.work("pack", 1, diary) }
        Step("boxed") { (_: Right, _) in }
      } else {
        Step("picked") { (_: Left, _) in }
        Step("pack", limit: exclusion.ofTasks) { (_: Right, context) in
          try await context.work("pack", 1, diary)
        }
      }
    }
  }

  /// The orders in which the tasks were done, if they never overlapped.
  private func orders(_ courses: [Course]) -> Set<String>? {
    let times = Set(courses.map { $0.lines.map { $0.split(separator: " ", maxSplits: 1)[1] } })
    guard times == [["0 – 1", "1 – 2", "2 – 3"]] else { return nil }
    return Set(courses.map { $0.lines.map { $0.split(separator: " ")[0] }.joined(separator: " ") })
  }

  // "Each task in the set must be executed once and they can be completed in any order that accords with the partial
  // order. However … no two tasks can be executed at the same time …"
  @Test func `WCP-17 Interleaved Parallel Routing: one permit for all tasks, within their order`() async throws {
    let interleaved = try await courses { dispatch(.task, isOrdered: true, $0) }
    let found = orders(interleaved)
    #expect(found == ["invoice pick pack", "pick invoice pack"])
    let parallel = try await courses { dispatch(.none, isOrdered: true, $0) }
    #expect(orders(parallel) == nil)
  }

  // "Each member of a set of tasks must be executed once. They can be executed in any order but no two tasks can be
  // executed at the same time …"
  @Test func `WCP-40 Interleaved Routing: one permit for all tasks, in any order`() async throws {
    let interleaved = try await courses { dispatch(.task, isOrdered: false, $0) }
    let found = orders(interleaved)
    #expect(found?.count == 6, "\(found ?? [])")
    let parallel = try await courses { dispatch(.none, isOrdered: false, $0) }
    #expect(orders(parallel) == nil)
  }

  /// Two sections of two tasks each, that need the same thing.
  private func sections(_ exclusion: Exclusion, _ diary: Diary) -> Pattern {
    @Sendable func section(_ name: String) -> Pattern {
      pattern {
        Step("first", limit: exclusion.ofTasks) { (_: Start<Int>, context) in
          try await context.work(name, 1, diary)
          return Left(n: 1)
        }
        Step("last", limit: exclusion.ofTasks) { (_: Left, context) in try await context.work(name, 1, diary) }
      }
    }
    return pattern {
      Step("ready for a") { (_: Start<Int>, _) in Number(n: 1) }
      Step("ready for b") { (_: Start<Int>, _) in Text(text: "") }
      Step("a", limit: exclusion.ofSections) { (_: Number, context) in
        _ = try await context.run(section("a"), 0, as: "a")
      }
      Step("b", limit: exclusion.ofSections) { (_: Text, context) in
        _ = try await context.run(section("b"), 0, as: "b")
      }
    }
  }

  // "Once execution of the tasks in one 'critical section' commences, it must complete before another 'critical section'
  // can commence."
  @Test func `WCP-39 Critical Section: a step holds a permit while it runs the section as a child`() async throws {
    let exclusive = try await courses { sections(.section, $0) }
    #expect(
      Set(exclusive.map(\.lines)) == [
        ["a 0 – 1", "a 1 – 2", "b 2 – 3", "b 3 – 4"], ["b 0 – 1", "b 1 – 2", "a 2 – 3", "a 3 – 4"],
      ])
    // A permit for each task keeps tasks apart, not sections.
    let tasks = try await courses { self.sections(.task, $0) }
    #expect(tasks.allSatisfy { $0.end == 4 })
    #expect(tasks.contains { ["a", "b", "a", "b"] == $0.lines.map { String($0.prefix(1)) } })
  }

  /// An order that is prepared, waits for its shipping, and is shipped.
  private func order(isGuarded: Bool, _ diary: Diary) -> Pattern {
    pattern {
      Step("prepare") { (_: Start<Int>, context) in
        try await context.work("prepare", 2, diary)
        return Left(n: 1)
      }
      Step("wait") { (_: Left, context) in
        try await context.work("wait", 4, diary)
        if isGuarded { try context.cancelSteps("amend") }
        return Right(n: 1)
      }
      if isGuarded {
        Step("amend") { (_: Left, context) in
          while true {
            _ = try await context.waitForEvent(Amend.self, timeout: nil)
            diary.note("amended")
          }
        }
      } else {
        Step("amend") { (_: Amend, _) in diary.note("amended") }
      }
      Step("ship") { (_: Right, context) in try await context.work("ship", 4, diary) }
    }
  }

  // "A task is only enabled when the process instance (of which it is part) is in a specific state … Note that the
  // execution does not influence the state itself, i.e. unlike normal control-flow dependencies it is a test rather than
  // a trigger."
  @Test func `WCP-18 Milestone: a task can be done while the run is at a point, and never after`() async throws {
    let amendEveryTwoSeconds: @Sendable (Stage) async throws -> Void = { stage in
      for second in [1, 3, 5, 7] {
        try await stage.wait(until: second)
        stage.send(Amend())
      }
      try await stage.wait(until: 20)
      stage.handler.cancelRun()
    }
    let milestone = try await course(while: amendEveryTwoSeconds) { order(isGuarded: true, $0) }
    #expect(
      milestone.lines == [
        "refused 1", "prepare 0 – 2", "amended 3", "amended 5", "wait 2 – 6", "refused 7", "ship 6 – 10",
      ])
    let always = try await course(while: amendEveryTwoSeconds) { order(isGuarded: false, $0) }
    #expect(
      always.lines == [
        "amended 1", "prepare 0 – 2", "amended 3", "amended 5", "wait 2 – 6", "amended 7", "ship 6 – 10",
      ])
  }
}
