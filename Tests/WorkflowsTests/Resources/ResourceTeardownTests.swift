import Testing
import Workflows
import WorkflowsTesting

extension Resources {
  fileprivate var keeping: ResourceDefinition<ResourceResolver> { ResourceDefinition(scope: .run) { $0 } }
  fileprivate var bare: ResourceDefinition<Int> { ResourceDefinition { 1 } }
  /// Needs another one, also to take back what it has done when it is given up.
  fileprivate var tentative: ResourceDefinition<Thing> {
    ResourceDefinition(scope: .run) { resources in
      _ = try await resources.resource(\.ofRun)
      let (diary, hook) = (try await resources.resource(\.diary), try await resources.resource(\.hook))
      do {
        try await hook("begin")
        return Thing("tentative", diary)
      } catch {
        try await hook("take back")
        diary.append("take back")
        throw error
      }
    }
  }
  fileprivate var noteOfStep: ResourceDefinition<Recorder<String>> { note(.step) }
  fileprivate var noteOfRuntime: ResourceDefinition<Recorder<String>> { note(.runtime) }
  /// Writes down whether its teardown is in a task that is cancelled.
  private func note(_ scope: ResourceScope, name: String = #function) -> ResourceDefinition<Recorder<String>> {
    ResourceDefinition(scope: scope, name: name) {
      let diary = try await $0.resource(\.diary)
      try await $0.resource(\.hook)(name)
      return diary
    } teardown: {
      $0.append(Task.isCancelled ? "close in a cancelled task" : "close")
    }
  }
}

@Suite("The teardown of resources", .mayNotHang)
struct ResourceTeardownTests {
  @Test func `the cancellation of a step is none of the teardown of what it had`() async throws {
    try await withDiary { lab, diary in
      let gate = Gate()
      let workflow = using {
        _ = try await $0.resource(\.noteOfStep)
        try await gate.pass()
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      handler.cancelRun()
      _ = await handler.failure()
      #expect(diary.values == ["close"])
    }
  }

  @Test func `the cancellation of making one is none of its teardown`() async throws {
    let gate = Gate()
    try await withDiary(hook: { _ in await gate.passStubbornly() }) { lab, diary in
      let handler = lab.run(using { _ = try await $0.resource(\.noteOfRuntime) }, 0)
      await gate.arrived()
      handler.cancelRun()
      _ = await handler.failure()
      gate.open()
      _ = await eventually { !diary.values.isEmpty }
      #expect(diary.values == ["close"])
    }
  }

  @Test func `the cancellation of who shuts down is none of the teardown`() async throws {
    try await withDiary { lab, diary in
      _ = try await lab.run(using { _ = try await $0.resource(\.noteOfRuntime) }, 0).result
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        await lab.runtime.shutdown()
      }
      await task.value
      #expect(diary.values == ["close"])
    }
  }

  @Test func `one that is given up has what it needs until it has noticed`() async throws {
    let (begin, back) = (Gate(), Gate())
    let hook: @Sendable (String) async throws -> Void = { name in
      if name == "begin" { try await begin.pass() }
      if name == "take back" { await back.passStubbornly() }
    }
    try await withDiary(hook: hook) { lab, diary in
      let handler = lab.run(using { _ = try await $0.resource(\.tentative) }, 0)
      await begin.arrived()
      handler.cancelRun()
      await back.arrived()
      #expect(!handler.isDone)
      back.open()
      _ = await handler.failure()
      #expect(diary.values == ["make ofRun", "take back", "close ofRun"])
    }
  }

  @Test func `one that shuts down its own runtime does not wait for itself`() async throws {
    let runtime = Box<WorkflowRuntime?>(nil)
    try await withDiary(hook: { _ in await runtime.value?.shutdown() }) { lab, diary in
      runtime.value = lab.runtime
      let handler = lab.run(using { _ = try await $0.resource(\.ofWorkflow) }, 0)
      await #expect(throws: (any Error).self) { _ = try await handler.result }
      await lab.expectQuiet()
      runtime.value = nil
      #expect(diary.values == ["make ofWorkflow", "close ofWorkflow"])
    }
  }

  @Test func `an attempt that exceeds its timeout has its own until it has noticed`() async throws {
    let (gate, back) = (Gate(), Gate())
    try await withDiary { lab, diary in
      let workflow = using("slow", .init(timeout: .seconds(5))) { context in
        _ = try await context.resource(\.ofRun)
        _ = try await context.resource(\.ofStep)
        do { try await gate.pass() } catch {
          await back.passStubbornly()
          diary.append("uses both")
          throw error
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      lab.clock.advance(by: .seconds(5))
      await back.arrived()
      #expect(!handler.isDone)
      back.open()
      let code = await handler.failureCode()
      #expect(code == .stepTimedOut)
      #expect(diary.values == ["make ofRun", "make ofStep", "uses both", "close ofStep", "close ofRun"])
    }
  }

  @Test func `an attempt that exceeds its timeout and does not notice holds up the end for the grace only`()
    async throws
  {
    let gate = Gate()
    try await withDiary { lab, diary in
      let workflow = using("slow", .init(timeout: .seconds(5))) { context in
        _ = try await context.resource(\.ofRun)
        await gate.passStubbornly()
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      lab.clock.advance(by: .seconds(5))
      let hasFailed = await eventually { lab.lines == ["a step failed, and the run with it"] }
      #expect(hasFailed)
      await lab.advance(by: .milliseconds(500), onceDeadlinesAre: 1)
      let code = await handler.failureCode()
      #expect(code == .stepTimedOut)
      #expect(diary.values == ["make ofRun"])
      gate.open()
      let isClosed = await eventually { diary.values == ["make ofRun", "close ofRun"] }
      #expect(isClosed)
    }
  }

  @Test func `one that is asked for when the runtime has been shut down is refused`() async throws {
    let kept = Box<ResourceResolver?>(nil)
    try await inLab { lab in
      let workflow = using { kept.value = try await $0.resource(\.keeping) }
      _ = try await lab.run(workflow, 0).result
      await lab.runtime.shutdown()
      let error = await #expect(throws: WorkflowError.self) { _ = try await kept.value?.resource(\.bare) }
      #expect(error?.code == .invalidResource)
      kept.value = nil
    }
  }
}
