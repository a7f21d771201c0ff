import Foundation
import Testing
import Workflows
import WorkflowsTesting

/// Whatever happens, a run ends in exactly one terminal event and leaves nothing behind; the ``Lab`` checks that after
/// each of these.
@Suite("Bad luck with steps", .mayNotHang)
struct BadLuckWithStepsTests {
  @Test func `is a step that throws`() async throws {
    try await inLab { lab in
      let handler = lab.run(one { _, _ in throw Boom() }, 0)
      #expect(await handler.failure() as? Boom == Boom())
      let events = await handler.allEvents()
      #expect(names(events) == ["WorkflowFailedEvent"])
    }
  }

  @Test func `is a step that throws a cancellation although nobody cancelled it`() async throws {
    try await inLab { lab in
      let handler = lab.run(one { _, _ in throw CancellationError() }, 0)
      #expect(await handler.failure() is CancellationError)
      let failed = try #require(handler.stopEvent as? WorkflowFailedEvent)
      #expect(failed.stepName == "s")
      #expect(failed.exceptionType == "Swift.CancellationError")
    }
  }

  @Test func `is a step that throws a cancellation of its own, which is tried again like any error`() async throws {
    try await inLab { lab in
      let workflow = one(.init(retry: .init(wait: .none))) { _, context in
        if context.attempt == 1 {
          let inner = Task { try await Gate().pass() }
          inner.cancel()
          try await inner.value
        }
        return Stop(context.attempt)
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 2)
    }
  }

  @Test func `is a step that cancels its own task, which is nobody else's concern`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Bool.self) {
        Step("cancel") { (_: Start<Int>, _) in
          withUnsafeCurrentTask { $0?.cancel() }
          return Number(n: 1)
        }
        Step("next") { (_: Number, _) in Stop(Task.isCancelled) }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == false)
    }
  }

  /// Runs every job at once, within whatever makes it ready.
  private final class HastyExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  @Test func `is a step that cancels its own task before the task is known, and another that is to be cancelled`()
    async throws
  {
    try await inLab(executor: HastyExecutor()) { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("cancels itself") { (_: Start<Int>, _) in
          withUnsafeCurrentTask { $0?.cancel() }
          return Number(n: 1)
        }
        Step("waits") { (event: Number, _) in
          try await gate.pass()
          return Stop(event.n)
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      handler.cancelRun()
      // No time passes here: the run ends because the step has noticed its cancellation.
      #expect(await handler.failureCode() == .cancelled)
    }
  }

  @Test func `is a step that returns after the run's timeout`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(
        one { _, context in
          await gate.passStubbornly()
          return Stop(1)
        }, 0, timeout: .seconds(10))
      await gate.arrived()
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      #expect(!handler.isDone)
      gate.open()
      #expect(await handler.failureCode() == .timedOut)
      let events = await handler.allEvents()
      #expect(names(events) == ["WorkflowTimedOutEvent"])
    }
  }

  @Test func `is a step that fails after the run's timeout`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(
        one(.init(retry: .init(wait: .none))) { _, context in
          await gate.passStubbornly()
          throw Boom()
        }, 0, timeout: .seconds(10))
      await gate.arrived()
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      gate.open()
      #expect(await handler.failureCode() == .timedOut)
      #expect(gate.arrivalCount == 1)
      #expect(lab.log == [])
    }
  }

  @Test func `is a step that returns after its own timeout`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(
        one(.init(timeout: .seconds(10))) { _, context in
          await gate.passStubbornly()
          return Stop(1)
        }, 0)
      await gate.arrived()
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      #expect(await handler.failureCode() == .stepTimedOut)
      gate.open()
    }
  }

  @Test func `is a step that writes, sends and collects after the end`() async throws {
    try await inLab { lab in
      let (gate, done) = (Gate(), Gate())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", sends: Number.self) { (event: Start<Int>, context) in
          Task.detached {
            await gate.passStubbornly()
            context.writeEventToStream(Progress(msg: "late"))
            context.sendEvent(Number(n: 1))
            try context.sendEvent(Number(n: 1), to: "t")
            #expect(context.collectEvents(Number(n: 1), count: 1) == nil)
            #expect(context.retryInfo.retryNumber == 0)
            #expect(context.stepName == "s")
            done.open()
          }
          return Stop(1)
        }
        Step("t") { (_: Number, _) in }
      }
      let handler = lab.run(workflow, 0)
      _ = try await handler.result
      await gate.arrived()
      gate.open()
      try await done.pass()
      let events = await handler.allEvents(exposeInternal: true)
      #expect(names(events) == ["StopEvent"])
    }
  }

  @Test func `is a step that writes a stop event by the back door`() async throws {
    try await inLab { lab in
      let workflow = one { event, context in
        let hidden: any Event = Stop(99)
        func write(_ event: some Event) { context.writeEventToStream(event) }
        func send(_ event: some Event) { context.sendEvent(event) }
        write(hidden)
        write(WorkflowCancelledEvent())
        send(hidden)
        return Stop(1)
      }
      let handler = lab.run(workflow, 0)
      let result = try await handler.result
      #expect(result == 1)
      let events = await handler.allEvents()
      #expect(names(events) == ["StopEvent"])
      #expect(
        lab.lines == [
          "a stop event was written to the stream and dropped; return it from the step to end the run",
          "a stop event was written to the stream and dropped; return it from the step to end the run",
          "no step takes an event that a step returned or sent; it was dropped",
        ])
      #expect(lab.log.first?.metadata["step"] == "s")
      #expect(lab.log.first?.metadata["event"] == "StopEvent")
    }
  }

  @Test func `is a step that blocks its thread without saying so, while the run times out`() async throws {
    try await inLab(isRealTime: true) { lab in
      let gate = Gate()
      let handler = lab.run(
        one { event, _ in
          gate.block()
          return Stop(1)
        }, 0, timeout: .milliseconds(20), options: .init(cancellationGrace: .milliseconds(20)))
      // The thread comes back only after the run has ended; a thread of ours sees to that.
      Thread.detachNewThread {
        while !handler.isDone { Thread.sleep(forTimeInterval: 0.001) }
        gate.open()
      }
      #expect(await handler.failureCode() == .timedOut)
      #expect((handler.stopEvent as? WorkflowTimedOutEvent)?.activeSteps == ["s"])
      #expect(lab.lines == ["steps ignored their cancellation and were left behind; check 'Task.isCancelled' in them"])
    }
  }
}
