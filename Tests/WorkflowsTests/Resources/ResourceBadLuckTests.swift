import Testing
import Workflows
import WorkflowsTesting

extension Resources {
  fileprivate var alone: ResourceDefinition<Int> { ResourceDefinition { try await $0.resource(\.alone) } }
  fileprivate var hen: ResourceDefinition<Int> {
    ResourceDefinition(scope: .run) {
      try await $0.resource(\.hook)("hen")
      return try await $0.resource(\.egg)
    }
  }
  fileprivate var egg: ResourceDefinition<Int> {
    ResourceDefinition(scope: .run) {
      try await $0.resource(\.hook)("egg")
      return try await $0.resource(\.hen)
    }
  }
  fileprivate var greedy: ResourceDefinition<Thing> { ResourceDefinition { try await $0.resource(\.ofRun) } }
  fileprivate var sticky: ResourceDefinition<Thing> {
    ResourceDefinition(scope: .run) {
      Thing("sticky", try await $0.resource(\.diary))
    } teardown: { _ in
      throw Broken(reason: "cannot be closed")
    }
  }
  fileprivate var slow: ResourceDefinition<Recorder<String>> {
    ResourceDefinition(scope: .run) {
      try await $0.sleep(for: .seconds(60))
      return try await $0.resource(\.diary)
    }
  }
}

extension Resources {
  fileprivate var fickleHen: ResourceDefinition<Int> {
    ResourceDefinition(scope: .run) { resources in
      let egg = Task { try await resources.resource(\.fickleEgg) }
      try await resources.resource(\.hook)("egg is on")
      egg.cancel()
      _ = await egg.result
      try await resources.resource(\.hook)("hen")
      return 1
    }
  }
  fileprivate var fickleEgg: ResourceDefinition<Int> {
    ResourceDefinition(scope: .run) { resources in
      try await resources.resource(\.hook)("egg")
      return try await resources.resource(\.fickleHen) + 1
    }
  }
}

@Suite("Bad luck with resources", .mayNotHang)
struct ResourceBadLuckTests {
  @Test func `one that cannot be made fails its step with the error itself`() async throws {
    try await withDiary(hook: { throw Broken(reason: $0) }) { lab, diary in
      let handler = lab.run(using { _ = try await $0.resource(\.ofRun) }, 0)
      await #expect(throws: Broken(reason: "ofRun")) { _ = try await handler.result }
      #expect(diary.values.isEmpty)
    }
  }

  @Test func `one that could not be made is made when it is asked for again`() async throws {
    let failures = Box(2)
    try await withDiary(hook: { _ in if failures.change({ $0 -= 1 }) >= 0 { throw Broken() } }) { lab, diary in
      let workflow = using("retried", .init(retry: .constantDelay(.zero, maxAttempts: 3))) {
        _ = try await $0.resource(\.ofRun)
      }
      _ = try await lab.run(workflow, 0).result
      #expect(diary.values == ["make ofRun", "close ofRun"])
    }
  }

  @Test func `one that hangs is bounded by the timeout of its step, and is cancelled`() async throws {
    let gate = Gate()
    let cancelled = Box(false)
    let hang: @Sendable (String) async throws -> Void = { _ in
      do { try await gate.pass() } catch {
        cancelled.value = true
        throw error
      }
    }
    try await withDiary(hook: hang) { lab, diary in
      let handler = lab.run(using("hung", .init(timeout: .seconds(5))) { _ = try await $0.resource(\.ofRun) }, 0)
      await gate.arrived()
      lab.clock.advance(by: .seconds(5))
      let error = await #expect(throws: WorkflowError.self) { _ = try await handler.result }
      #expect(error?.code == .stepTimedOut)
      let isCancelled = await eventually { cancelled.value }
      #expect(isCancelled)
      #expect(diary.values.isEmpty)
    }
  }

  @Test func `one that comes into being when nobody wants it any more is torn down`() async throws {
    let gate = Gate()
    try await withDiary(hook: { _ in await gate.passStubbornly() }) { lab, diary in
      let handler = lab.run(using("hung", .init(timeout: .seconds(5))) { _ = try await $0.resource(\.ofWorkflow) }, 0)
      await gate.arrived()
      lab.clock.advance(by: .seconds(5))
      await #expect(throws: WorkflowError.self) { _ = try await handler.result }
      gate.open()
      let isClosed = await eventually { diary.values == ["make ofWorkflow", "close ofWorkflow"] }
      #expect(isClosed)
    }
  }

  @Test func `one whose waiters are cancelled one by one is made for those that are left`() async throws {
    let gate = Gate()
    try await withDiary(hook: { _ in try await gate.pass() }) { lab, diary in
      let workflow = using { _ = try await $0.resource(\.ofWorkflow) }
      let handlers = (0..<3).map { lab.run(workflow, $0) }
      await gate.arrived()
      handlers[0].cancelRun()
      handlers[1].cancelRun()
      for handler in handlers.prefix(2) {
        await #expect(throws: WorkflowError.self) { _ = try await handler.result }
      }
      gate.open()
      let result = try await handlers[2].result
      #expect(result == 2)
      #expect(diary.values == ["make ofWorkflow"])
    }
  }

  @Test func `one that is cancelled by itself fails its step`() async throws {
    try await withDiary(hook: { _ in throw CancellationError() }) { lab, _ in
      let handler = lab.run(using { _ = try await $0.resource(\.ofRun) }, 0)
      await #expect(throws: CancellationError.self) { _ = try await handler.result }
      #expect(handler.stopEvent is WorkflowFailedEvent)
    }
  }

  @Test func `one that needs itself is told so`() async throws {
    try await inLab { lab in
      let handler = lab.run(using { _ = try await $0.resource(\.alone) }, 0)
      let error = await #expect(throws: WorkflowError.self) { _ = try await handler.result }
      #expect(error?.code == .invalidResource)
      #expect(error?.message == "resource 'alone' needs itself: alone -> alone; let one of them do without the next")
    }
  }

  @Test func `two that need each other are told so, whoever of them comes first, or both at once`() async throws {
    let (henGate, eggGate) = (Gate(), Gate())
    let hook: @Sendable (String) async throws -> Void = { name in
      // Both are being made before either asks for the other.
      if name == "hen" {
        eggGate.open()
        try await henGate.pass()
      } else {
        henGate.open()
        try await eggGate.pass()
      }
    }
    try await withDiary(hook: hook) { lab, _ in
      let workflow = Using("circle", output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 0), Number(n: 1)] }
        Step("use") { (number: Number, context) in
          do {
            _ = try await number.n == 0 ? context.resource(\.hen) : context.resource(\.egg)
            return Left(n: 0)
          } catch let error as WorkflowError where error.code == .invalidResource {
            #expect(error.message.contains("hen -> egg -> hen") || error.message.contains("egg -> hen -> egg"))
            return Left(n: 1)
          }
        }
        Step("join") { (all: [Left], _) in Stop(all.map(\.n).reduce(0, +)) }
      }
      let failures = try await lab.run(workflow, 0).result
      #expect(failures == 2)
    }
  }

  @Test func `two of which one has given up the other do not need each other`() async throws {
    let (hen, egg, henAgain) = (Gate(), Gate(), Gate())
    let rounds = Box(0)
    let hook: @Sendable (String) async throws -> Void = { name in
      switch name {
      case "egg":
        // The first egg is given up.
        if rounds.change({ $0 += 1 }) == 1 { try await egg.pass() }
      case "egg is on": await egg.arrived()
      default:
        hen.open()
        try await henAgain.pass()
      }
    }
    try await withDiary(hook: hook) { lab, _ in
      let workflow = Using("once", output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 0), Number(n: 1)] }
        Step("use") { (number: Number, context) in
          if number.n == 0 { return Left(n: try await context.resource(\.fickleHen)) }
          try await hen.pass()
          let task = Task { try await context.resource(\.fickleEgg) }
          // It asks for the hen, which has to be made without it.
          for _ in 0..<200 { await Task.yield() }
          henAgain.open()
          return Left(n: try await task.value)
        }
        Step("join") { (all: [Left], _) in Stop(all.map(\.n).reduce(0, +)) }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 3)
    }
  }

  @Test func `one that would outlive what it needs is refused`() async throws {
    try await withDiary { lab, _ in
      let handler = lab.run(using { _ = try await $0.resource(\.greedy) }, 0)
      let error = await #expect(throws: WorkflowError.self) { _ = try await handler.result }
      #expect(error?.code == .invalidResource)
      #expect(
        error?.message
          == "resource 'greedy' of scope 'workflow' needs 'ofRun' of scope 'run', which it would outlive; give 'greedy' "
          + "the scope 'run' too, or 'ofRun' a longer one")
    }
  }

  @Test func `a teardown that throws is logged, and the run ends as it would, with the others torn down`() async throws
  {
    try await withDiary { lab, diary in
      let handler = lab.run(
        using {
          _ = try await $0.resource(\.ofRun)
          _ = try await $0.resource(\.sticky)
        }, 7, runID: "r")
      let result = try await handler.result
      #expect(result == 7)
      #expect(diary.values == ["make ofRun", "make sticky", "close ofRun"])
      let line = try #require(lab.log.first { $0.level == "error" })
      #expect(line.message == "a resource could not be torn down")
      #expect(line.metadata["resource"] == "sticky")
      #expect(line.metadata["owner"] == "run 'r' of workflow 'using'")
      #expect(line.metadata["error"]?.contains("cannot be closed") == true)
    }
  }

  @Test func `a teardown that hangs holds up the end of its run for the grace only`() async throws {
    let gate = Gate()
    var replacements = ResourceReplacements()
    replacements.replace(\.hook) { _ in { _ in await gate.passStubbornly() } }
    try await inLab { lab in
      let workflow = using { _ = try await $0.resource(\.stubborn) }
      let handler = lab.run(workflow, 7, options: RunOptions(resources: replacements))
      await gate.arrived()
      #expect(!handler.isDone)
      await lab.advance(by: .milliseconds(500), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == 7)
      #expect(
        lab.log.map(\.message) == [
          "tearing down the resources of a run took longer than its grace, and goes on without it"
        ])
      gate.open()
    }
  }

  @Test func `a run that is over gives no resources to tasks that its steps have left behind`() async throws {
    try await withDiary { lab, diary in
      let gate = Gate()
      let late = Box<Result<String, any Error>?>(nil)
      let workflow = using { context in
        _ = Task.detached {
          await gate.passStubbornly()
          do {
            late.value = .success(try await context.resource(\.ofRun).name)
          } catch {
            late.value = .failure(error)
          }
        }
      }
      _ = try await lab.run(workflow, 0).result
      gate.open()
      let isRefused = await eventually { late.value != nil }
      #expect(isRefused)
      #expect(throws: CancellationError.self) { try late.value?.get() }
      #expect(diary.values.isEmpty)
    }
  }

  @Test func `one that takes its time waits by the clock of the runtime`() async throws {
    try await withDiary { lab, _ in
      let handler = lab.run(using { _ = try await $0.resource(\.slow) }, 0)
      await lab.advance(by: .seconds(60), onceDeadlinesAre: 1)
      _ = try await handler.result
    }
  }
}

extension Resources {
  fileprivate var stubborn: ResourceDefinition<@Sendable (String) async throws -> Void> {
    ResourceDefinition(scope: .run) {
      try await $0.resource(\.hook)
    } teardown: {
      try await $0("close")
    }
  }
}
