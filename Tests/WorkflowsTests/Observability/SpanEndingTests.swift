import InMemoryTracing
import Testing
import Tracing
import Workflows
import WorkflowsTesting

@Suite("How a span ends", .mayNotHang)
struct SpanEndingTests {
  private let tracer = InMemoryTracer()

  /// The tree of what a test does in a runtime.
  private func traced(_ body: (Lab) async throws -> Void) async throws -> [String] {
    try await inLab(tracer: tracer) { lab in
      try await body(lab)
      await lab.expectQuiet()
    }
    #expect(tracer.activeSpans.isEmpty)
    return tracer.tree
  }

  @Test func `is well for a run that stops`() async throws {
    let lines = try await traced { lab in _ = try await lab.run(echo(), 1).result }
    #expect(lines == ["echo.run completed", "  echo.only #1 completed"])
    #expect(tracer.finishedSpans.allSatisfy { $0.status == nil && $0.errors.isEmpty })
  }

  @Test func `is an error for a run that fails, and for the step that it fails with`() async throws {
    let lines = try await traced { lab in
      _ = await lab.run(one { _, _ in throw Boom(text: "no") }, 0).failure()
    }
    #expect(lines == ["w.run failed Boom", "  w.s #1 failed Boom"])
    #expect(tracer.finishedSpans.map(\.status?.message) == ["no", "no"])
    #expect(tracer.finishedSpans.allSatisfy { $0.errors.count == 1 })
  }

  @Test func `is an error for a run that times out, and none for the steps that this cancels`() async throws {
    let lines = try await traced { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 0, timeout: .seconds(1))
      await gate.arrived()
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      _ = await handler.failure()
    }
    #expect(lines == ["waiting.run timed_out timedOut", "  waiting.wait #1 cancelled"])
  }

  @Test func `is no error for a run that is cancelled`() async throws {
    let lines = try await traced { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 0)
      await gate.arrived()
      handler.cancelRun()
      _ = await handler.failure()
    }
    #expect(lines == ["waiting.run cancelled", "  waiting.wait #1 cancelled"])
    #expect(tracer.finishedSpans.allSatisfy { $0.status == nil && $0.errors.isEmpty })
  }

  @Test func `is an error for a run that is stuck, or cannot begin`() async throws {
    let lines = try await traced { lab in
      let silent = InlineWorkflow("silent", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int>? in nil }
      }
      _ = await lab.run(silent, 0).failure()
      await lab.runtime.shutdown()
      _ = await lab.run(echo(), 0).failure()
    }
    #expect(
      lines == ["echo.run failed runtimeShutDown", "silent.run failed stuck", "  silent.s #1 completed"])
  }

  @Test func `is no error for the losers of a batch`() async throws {
    let lines = try await traced { lab in
      let gate = Gate()
      let flow = InlineWorkflow("race", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<3).map { Number(n: $0) } }
        Step("work") { (event: Number, _) in
          if event.n == 0 { await gate.arrived(2) } else { try await gate.pass() }
          return Left(n: event.n)
        }
        Step("join", collect: .take(1, losers: .cancel)) { (lefts: [Left], _) in Stop(lefts.count) }
      }
      _ = try await lab.run(flow, 0).result
    }
    #expect(
      lines.sorted() == [
        "  race.fan #1 completed", "  race.join #1 completed", "  race.work #1 cancelled", "  race.work #1 cancelled",
        "  race.work #1 completed", "race.run completed",
      ])
  }

  @Test func `is no error for a run in which a handler took over`() async throws {
    let lines = try await traced { lab in
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("fetch") { (_: Start<Int>, _) -> Stop<Int> in throw Boom() }
        CatchError("recover", for: "fetch") { (failure, _) in Stop(failure.attempts) }
      }
      _ = try await lab.run(flow, 0).result
    }
    #expect(lines == ["flow.run completed", "  flow.fetch #1 failed Boom", "  flow.recover #1 completed"])
    #expect(tracer.spans("flow.fetch").first?.text("workflow.step.handler") == "recover")
    #expect(tracer.spans("flow.recover").first?.text("workflow.step.input_event") == "StepFailedEvent")
  }

  @Test func `is an error for an attempt that exceeds its timeout, and none for the step if the next one makes it`()
    async throws
  {
    let lines = try await traced { lab in
      let gate = Gate()
      let flow = one(.init(retry: .constantDelay(.zero, maxAttempts: 2), timeout: .seconds(1))) { _, context in
        if context.attempt == 1 { await gate.passStubbornly() }
        return Stop(1)
      }
      let handler = lab.run(flow, 0)
      await gate.arrived()
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      _ = try await handler.result
      gate.open()
    }
    #expect(
      lines == [
        "w.run completed", "  w.s completed", "    w.s.attempt #1 failed stepTimedOut", "    w.s.attempt #2 completed",
      ])
    #expect(tracer.spans("w.s.attempt").map(\.duration) == [1_000, 0])
  }

  @Test func `is no error for a step that waits for its next attempt when the run is cancelled`() async throws {
    let lines = try await traced { lab in
      let flow = one(.init(retry: .constantDelay(.seconds(60), maxAttempts: 2))) { _, _ in throw Boom() }
      let handler = lab.run(flow, 0)
      await lab.deadlines(1)
      handler.cancelRun()
      _ = await handler.failure()
    }
    #expect(lines == ["w.run cancelled", "  w.s cancelled", "    w.s.attempt #1 failed Boom"])
  }

  @Test func `comes with that of the run for a step that ignores its cancellation`() async throws {
    let lines = try await traced { lab in
      let gate = Gate()
      let handler = lab.run(
        one { _, _ in
          await gate.passStubbornly()
          return Stop(1)
        }, 0)
      await gate.arrived()
      handler.cancelRun()
      await lab.advance(by: .milliseconds(500), onceDeadlinesAre: 1)
      _ = await handler.failure()
      gate.open()
    }
    #expect(lines == ["w.run cancelled", "  w.s #1 abandoned"])
  }

  @Test func `is an error for a child that fails, and none for the step that makes good for it`() async throws {
    let lines = try await traced { lab in
      let child = one { _, _ in throw Boom() }
      let flow = InlineWorkflow("parent", input: Start<Int>.self, output: Int.self) {
        Step("try") { (_: Start<Int>, context) in
          do { return Stop(try await context.run(child, 0)) } catch is Boom { return Stop(-1) }
        }
      }
      _ = try await lab.run(flow, 0).result
    }
    #expect(
      lines == [
        "parent.run completed", "  parent.try #1 completed", "    w.run failed Boom", "      w.s #1 failed Boom",
      ])
  }

  @Test func `is no error for a child that is cancelled with its step`() async throws {
    let lines = try await traced { lab in
      let gate = Gate()
      let child = waiting(at: gate)
      let flow = InlineWorkflow("parent", input: Start<Int>.self, output: Int.self) {
        Step("try") { (_: Start<Int>, context) in Stop(try await context.run(child, 0)) }
      }
      let handler = lab.run(flow, 0)
      await gate.arrived()
      handler.cancelRun()
      _ = await handler.failure()
    }
    #expect(
      lines == [
        "parent.run cancelled", "  parent.try #1 cancelled", "    waiting.run cancelled",
        "      waiting.wait #1 cancelled",
      ])
  }
}
