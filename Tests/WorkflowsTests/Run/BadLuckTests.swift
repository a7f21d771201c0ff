import Foundation
import Testing
import Workflows
import WorkflowsTesting

/// Whatever happens, a run ends in exactly one terminal event and leaves nothing behind; the ``Lab`` checks that after
/// each of these.
@Suite("Bad luck", .mayNotHang)
struct BadLuckTests {
  typealias Plain = InlineWorkflow<Start<Int>, Stop<Int>, NoState>

  private func one(
    _ options: StepOptions = .init(),
    _ body: @escaping @Sendable (Start<Int>, WorkflowContext<Plain>) async throws -> Stop<Int>
  ) -> Plain {
    InlineWorkflow("w", output: Int.self) { Step("s", options, body) }
  }

  // MARK: Steps

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
          "no step takes an event that was sent; it was dropped",
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

  // MARK: Errors

  /// An error whose cause is itself.
  final class Circle: CausedError, CustomStringConvertible {
    var cause: (any Error)? { self }
    var description: String { "circle" }
  }

  @Test func `is an error that is its own cause`() async throws {
    try await inLab { lab in
      let policy = RetryPolicy(retry: .causeType(Boom.self))
      let handler = lab.run(one(.init(retry: policy)) { _, _ in throw Circle() }, 0)
      #expect(await handler.failure() is Circle)
      let traceback = try #require((handler.stopEvent as? WorkflowFailedEvent)?.traceback)
      #expect(traceback.utf8.count < 100_000)
    }
  }

  @Test func `is an error with ten thousand causes`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        one { _, _ in
          var error = Wrapped(text: "0", cause: nil)
          for n in 1..<10_000 { error = Wrapped(text: "\(n)", cause: error) }
          throw error
        }, 0)
      #expect(await handler.failure() is Wrapped)
      let failed = try #require(handler.stopEvent as? WorkflowFailedEvent)
      #expect(failed.exceptionMessage == "9999")
      #expect(failed.traceback.contains("caused by WorkflowsTests.Wrapped: 9998"))
      #expect(failed.traceback.contains("it came by StartEvent -> s"))
    }
  }

  @Test func `is a workflow error with a thousand causes, each of which describes its own`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        one { _, _ in
          var error = WorkflowError(code: .stuck, message: "0")
          for n in 1..<1_000 { error = WorkflowError(code: .stuck, message: "\(n)", cause: error) }
          throw error
        }, 0)
      #expect(await handler.failureCode() == .stuck)
      let traceback = try #require((handler.stopEvent as? WorkflowFailedEvent)?.traceback)
      #expect(traceback.contains("998"))
      #expect(traceback.utf8.count < 200_000)
    }
  }

  /// An error that looks at its run when it is described.
  struct Curious: Error, CustomStringConvertible {
    let ask: @Sendable () -> String
    var description: String { ask() }
  }

  @Test func `is an error that asks its run something while it is described`() async throws {
    try await inLab { lab in
      let workflow = one(.init(retry: .init(wait: .none, stop: .afterAttempt(2)))) { _, context in
        throw Curious {
          context.writeEventToStream(Progress(msg: "described"))
          return "retry \(context.retryInfo.retryNumber)"
        }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.failure() is Curious)
      #expect(handler.stopEvent is WorkflowFailedEvent)
    }
  }

  @Test func `is a retry's condition that takes its time, which holds up no other run`() async throws {
    try await inLab { lab in
      let (asked, answer) = (Gate(), Gate())
      // It blocks its thread, so it needs one of its own.
      let slow = RetryCondition.where("slow") { _ in
        asked.open()
        answer.block()
        return true
      }
      let workflow = one(.init(retry: .init(retry: slow, wait: .none, stop: .afterAttempt(2)), blocking: true)) {
        _, context in
        if context.attempt == 1 { throw Boom() }
        return Stop(context.attempt)
      }
      let handler = lab.run(workflow, 0)
      try await asked.pass()
      #expect(handler.runningSteps == ["s"])
      let other = try await lab.run(echo(), 3).result
      #expect(other == 3)
      answer.open()
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `is a retry's condition that takes its time while the run is cancelled`() async throws {
    try await inLab { lab in
      let (asked, answer) = (Gate(), Gate())
      let slow = RetryCondition.where("slow") { _ in
        asked.open()
        answer.block()
        return true
      }
      let handler = lab.run(
        one(.init(retry: .init(retry: slow, wait: .none), blocking: true)) { _, _ in throw Boom() }, 0)
      try await asked.pass()
      handler.cancelRun()
      answer.open()
      #expect(await handler.failureCode() == .cancelled)
    }
  }

  // MARK: Readers, waiters and handlers

  @Test func `is a reader that stops reading`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(
        one { _, context in
          for n in 0..<100 { context.writeEventToStream(Number(n: n)) }
          try await gate.pass()
          for n in 100..<200 { context.writeEventToStream(Number(n: n)) }
          return Stop(1)
        }, 0)
      var iterator = handler.streamEvents().makeAsyncIterator()
      let first = await iterator.next()
      #expect(first as? Number == Number(n: 0))
      gate.open()
      _ = try await handler.result
      // And goes on when all is over.
      var count = 1
      while await iterator.next() != nil { count += 1 }
      #expect(count == 201)
      let beyond = await iterator.next()
      #expect(beyond == nil)
    }
  }

  @Test func `is a handler that is dropped while its run waits for somebody`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "?") }
        Step("hear") { (_: Answer, _) in Stop(1) }
      }
      func start() -> (String, EventStream) {
        let handler = workflow.run(0, in: lab.runtime, timeout: .seconds(100))
        return (handler.runID, handler.streamEvents())
      }
      let (id, stream) = start()
      let isAtRest = await eventually { lab.runtime.activity.tasks == 0 }
      #expect(isAtRest)
      #expect(lab.runtime.activity.runs == 1)
      lab.clock.advance(by: .seconds(100))
      var last: (any Event)?
      for await event in stream { last = event }
      #expect(last is WorkflowTimedOutEvent)
      let gone = lab.runtime.handler(for: id, of: type(of: workflow))
      #expect(gone == nil)
    }
  }

  // MARK: Many

  @Test func `is ten thousand runs at once`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "?") }
        Step("hear") { (event: Answer, context) in Stop(event.text.count) }
      }
      let handlers = (0..<10_000).map { workflow.run($0, in: lab.runtime, timeout: .seconds(30)) }
      let isAtRest = await eventually { lab.runtime.activity.tasks == 0 }
      #expect(isAtRest)
      #expect(lab.runtime.activity.runs == 10_000)
      #expect(lab.runtime.activity.deadlines == 10_000)
      for (index, handler) in handlers.enumerated() where index % 2 == 0 { try handler.sendEvent(Answer(text: "x")) }
      var stopped = 0
      for (index, handler) in handlers.enumerated() where index % 2 == 0 { stopped += try await handler.result }
      #expect(stopped == 5_000)
      lab.clock.advance(by: .seconds(30))
      var timedOut = 0
      for (index, handler) in handlers.enumerated() where index % 2 == 1 {
        if await handler.failureCode() == .timedOut { timedOut += 1 }
      }
      #expect(timedOut == 5_000)
    }
  }

  @Test func `is a million events that nobody reads, of which only so many are kept`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        one { _, context in
          for n in 0..<1_000_000 { context.writeEventToStream(Number(n: n)) }
          return Stop(1)
        }, 0, options: .init(streamRetention: .last(1_000)))
      _ = try await handler.result
      var iterator = handler.streamEvents().records.makeAsyncIterator()
      let gap = await iterator.next()
      #expect(gap?.event as? StreamGap == StreamGap(firstSequence: 0, count: 999_001))
      let first = await iterator.next()
      #expect(first?.sequence == 999_001)
      #expect(first?.event as? Number == Number(n: 999_001))
    }
  }

  @Test func `is ten thousand runs that wait for their turn and have no time left when it comes`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let gate = Gate()
      let first = lab.run(waiting(at: gate), 1)
      await gate.arrived()
      let handlers = (0..<10_000).map { echo().run($0, in: lab.runtime, timeout: .after(.zero)) }
      let last = lab.run(echo(), 5)
      gate.open()
      _ = try await first.result
      let result = try await last.result
      #expect(result == 5)
      let isEveryEndThere = handlers.allSatisfy { $0.stopEvent is WorkflowTimedOutEvent }
      #expect(isEveryEndThere)
    }
  }

  @Test func `is a fan-out of ten thousand, of which the first stops the run`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<10_000).map { Number(n: $0) } }
        Step("race", numWorkers: 100) { (event: Number, _) in Stop(event.n) }
      }
      for _ in 0..<5 { _ = try await lab.run(workflow, 0).result }
    }
  }

  @Test func `is a run that is ended from every side at once`() async throws {
    try await inLab { lab in
      for round in 0..<100 {
        let gate = Gate()
        let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
          Step("fan") { (_: Start<Int>, _) in (0..<4).map { Number(n: $0) } }
          Step("race", timeout: .seconds(10)) { (event: Number, context) -> Stop<Int> in
            if round % 3 == 0 { try await gate.pass() }
            if event.n == 3 { throw Boom() }
            return Stop(event.n)
          }
        }
        let handler = lab.run(workflow, 0, timeout: .seconds(10))
        await withTaskGroup(of: Void.self) { group in
          group.addTask { handler.cancelRun() }
          group.addTask { lab.clock.advance(by: .seconds(10)) }
          group.addTask { gate.open() }
          group.addTask { _ = await handler.allEvents() }
        }
      }
    }
  }
}
