import Testing
import Workflows
import WorkflowsTesting

@Suite("Cancellation and force completion patterns", .mayNotHang)
struct CancellationPatternTests {
  /// Three tasks at once, of which the first is done twice, one after the other, and one that follows the third.
  private func tasks(_ diary: Diary) -> Pattern {
    pattern {
      Step("split") { (_: Start<Int>, _) in [Number(n: 1), Number(n: 2)] }
      Step("a", numWorkers: 1) { (_: Number, context) in try await context.work("a", 10, diary) }
      Step("b") { (_: Start<Int>, context) in try await context.work("b", 10, diary) }
      Step("c") { (_: Start<Int>, context) in
        try await context.work("c", 10, diary)
        return Left(n: 1)
      }
      Step("d") { (_: Left, context) in try await context.work("d", 10, diary) }
    }
  }

  private func cancelled(
    _ cancel: @escaping @Sendable (WorkflowHandler<Pattern>) throws -> Void
  ) async throws -> Course {
    let meanwhile: @Sendable (Stage) async throws -> Void = { stage in
      try await stage.wait(until: 5)
      try cancel(stage.handler)
    }
    return try await course(while: meanwhile) { tasks($0) }
  }

  // "An enabled task is withdrawn prior to it commencing execution. If the task has started, it is disabled and, where
  // possible, the currently running instance is halted and removed."
  @Test func `WCP-19 Cancel Task: what a step does and what waits for it is cancelled, and nothing else`() async throws
  {
    let task = try await cancelled { try $0.cancelSteps("a") }
    #expect(task.sorted == ["a is cancelled 5", "b 0 – 10", "c 0 – 10", "d 10 – 20"])
    #expect(task.code == nil)
    let nothing = try await cancelled { _ in }
    #expect(nothing.sorted == ["a 0 – 10", "a 10 – 20", "b 0 – 10", "c 0 – 10", "d 10 – 20"])
  }

  // "A complete process instance is removed. This includes currently executing tasks, those which may execute at some
  // future time and all sub-processes."
  @Test func `WCP-20 Cancel Case: the whole run is cancelled, what would have followed included`() async throws {
    let run = try await cancelled { $0.cancelRun() }
    #expect(run.sorted == ["a is cancelled 5", "b is cancelled 5", "c is cancelled 5"])
    #expect(run.code == .cancelled)
    let tasks = try await cancelled { try $0.cancelSteps("a", "b", "c") }
    #expect(tasks.sorted == ["a is cancelled 5", "b is cancelled 5", "c is cancelled 5"])
    // All that there was is cancelled, but the case is not.
    #expect(tasks.code == nil)
  }

  // "The ability to disable a set of tasks in a process instance. … The tasks do not need to be a connected subset of
  // the overall process model."
  @Test func `WCP-25 Cancel Region: several steps are cancelled at once, and the rest goes on`() async throws {
    let region = try await cancelled { try $0.cancelSteps("a", "b") }
    #expect(region.sorted == ["a is cancelled 5", "b is cancelled 5", "c 0 – 10", "d 10 – 20"])
    #expect(region.code == nil)
    let task = try await cancelled { try $0.cancelSteps("a") }
    #expect(task.sorted == ["a is cancelled 5", "b 0 – 10", "c 0 – 10", "d 10 – 20"])
  }

  /// Instances of 10, 20, 30 … seconds, what comes next, and a task beside them.
  private func instances(_ diary: Diary) -> Pattern {
    pattern {
      Step("create") { (start: Start<Int>, _) in (1...start.input).map { Number(n: $0) } }
      Step("task", numWorkers: 2) { (number: Number, context) in
        try await context.work("task \(number.n)", number.n * 10, diary)
        return Left(n: number.n)
      }
      Step("next") { (lefts: [Left], _) in diary.note("next of \(lefts.count), at") }
      Step("beside") { (_: Start<Int>, context) in try await context.work("beside", 100, diary) }
    }
  }

  private func ended(_ end: @escaping @Sendable (WorkflowHandler<Pattern>) throws -> Void) async throws -> Course {
    let meanwhile: @Sendable (Stage) async throws -> Void = { stage in
      try await stage.wait(until: 15)
      try end(stage.handler)
    }
    return try await course(of: 4, while: meanwhile) { instances($0) }
  }

  // "… the multiple instance task can be cancelled and any instances which have not completed are withdrawn. Task
  // instances that have already completed are unaffected."
  @Test func `WCP-26 Cancel Multiple Instance Task: a batch is cancelled, and nothing comes of it`() async throws {
    let cancelled = try await ended { try $0.cancelBatch(of: "create") }
    #expect(
      cancelled.sorted == ["beside 0 – 100", "task 1 0 – 10", "task 2 is cancelled 15", "task 3 is cancelled 15"])
    #expect(cancelled.code == nil)
    // If only the tasks are cancelled, what comes next comes.
    let tasks = try await ended { try $0.cancelSteps("task") }
    #expect(
      tasks.sorted == [
        "beside 0 – 100", "next of 1, at 15", "task 1 0 – 10", "task 2 is cancelled 15", "task 3 is cancelled 15",
      ])
  }

  // "It is possible to force the task to complete such that any remaining instances are withdrawn and the thread of
  // control is passed to subsequent tasks."
  @Test func `WCP-27 Complete Multiple Instance Task: a batch is completed with what has arrived`() async throws {
    let completed = try await ended { try $0.completeBatch(of: "create") }
    #expect(
      completed.sorted == [
        "beside 0 – 100", "next of 1, at 15", "task 1 0 – 10", "task 2 is cancelled 15", "task 3 is cancelled 15",
      ])
    let cancelled = try await ended { try $0.cancelBatch(of: "create") }
    #expect(
      cancelled.sorted == ["beside 0 – 100", "task 1 0 – 10", "task 2 is cancelled 15", "task 3 is cancelled 15"])
  }
}
