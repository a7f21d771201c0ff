import Testing
import Workflows
import WorkflowsTesting

extension Resources {
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
}
