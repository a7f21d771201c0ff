import Testing
import Workflows
import WorkflowsTesting

@Suite("A step's timeout", .mayNotHang)
struct StepTimeoutTests {
  /// A step with a timeout that waits at a gate in its first attempt.
  private func slow(
    _ timeout: StepTimeout, retry: RetryPolicy? = nil, _ gate: Gate
  ) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("slow", output: Int.self) {
      Step("slow", retry: retry, timeout: timeout) { (event: Start<Int>, context) in
        if context.attempt == 1 { try await gate.pass() }
        return Stop(context.attempt)
      }
    }
  }

  @Test func `cancels the attempt and fails the run`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(slow(.seconds(5), gate), 0)
      await gate.arrived()
      await lab.deadlines(1)
      lab.clock.advance(by: .milliseconds(4_999))
      #expect(!handler.isDone)
      lab.clock.advance(by: .milliseconds(1))
      let error = await handler.failure() as? WorkflowError
      #expect(error?.code == .stepTimedOut)
      #expect(
        error?.message
          == "attempt 1 of step 'slow' in run '\(handler.runID)' of workflow 'slow' exceeded its timeout of 5.0 seconds; "
          + "give it more with '@Step(timeout:)', let it be '.idle', or have it tried again with 'retry:'")
      let failed = try #require(handler.stopEvent as? WorkflowFailedEvent)
      #expect(failed.stepName == "slow")
      #expect(failed.attempts == 1)
      #expect(failed.elapsedSeconds == 5)
      #expect(failed.exceptionType == "Workflows.WorkflowError")
    }
  }

  @Test func `is forgotten when the step returns in time`() async throws {
    try await inLab { lab in
      let gate = Gate()
      gate.open()
      let handler = lab.run(slow(.seconds(5), gate), 0)
      let result = try await handler.result
      #expect(result == 1)
      await lab.expectQuiet()
      lab.clock.advance(by: .seconds(60))
      #expect(handler.stopEvent as? Stop<Int> == Stop(1))
    }
  }

  @Test func `is a failure that the retry policy applies to`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(
        slow(.seconds(5), retry: .init(retry: .type(WorkflowError.self), wait: .fixed(.seconds(1))), gate), 0)
      await gate.arrived()
      await lab.advance(by: .seconds(5), onceDeadlinesAre: 1)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `is a failure whose retry may come at once`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(slow(.seconds(5), retry: .init(wait: .none), gate), 0)
      await gate.arrived()
      await lab.advance(by: .seconds(5), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `leaves behind an attempt that ignores it, whose result counts for nothing`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let ended = Gate()
      let workflow = InlineWorkflow("stubborn", input: Start<Int>.self, output: Int.self) {
        Step("stubborn", retry: .init(wait: .none), timeout: .seconds(5)) { (_: Start<Int>, context) in
          if context.attempt == 1 {
            await gate.passStubbornly()
            context.writeEventToStream(Progress(msg: "too late"))
          } else {
            try await ended.pass()
          }
          return Stop(context.attempt)
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      await lab.advance(by: .seconds(5), onceDeadlinesAre: 1)
      await ended.arrived()
      gate.open()
      let isLeft = await eventually { lab.runtime.activity.tasks == 1 }
      #expect(isLeft)
      #expect(!handler.isDone)
      ended.open()
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `of the idle kind starts anew with each event that a child writes, and one within that`() async throws {
    let inner = InlineWorkflow("inner", input: Start<Int>.self, output: Int.self, options: .init(timeout: nil)) {
      Step("write") { (event: Start<Int>, context) in
        for n in 0..<event.input {
          try await context.sleep(for: .seconds(9))
          context.writeEventToStream(Number(n: n))
        }
        return Stop(event.input)
      }
    }
    let outer = InlineWorkflow("outer", input: Start<Int>.self, output: Int.self, options: .init(timeout: nil)) {
      Step("run") { (event: Start<Int>, context) in Stop(try await context.run(inner, event.input)) }
    }
    let whole = InlineWorkflow("whole", input: Start<Int>.self, output: Int.self, options: .init(timeout: nil)) {
      Step("run", timeout: .idle(.seconds(10))) { (event: Start<Int>, context) in
        Stop(try await context.run(outer, event.input))
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(whole, 10).result
      simulation.expect(result == 10, "\(result)")
      simulation.expect(simulation.clock.now == .seconds(90), "\(simulation.clock.now)")
    }
  }

  @Test func `of the idle kind starts anew with each event that the step writes`() async throws {
    try await inLab { lab in
      let gates = [Gate(), Gate(), Gate()]
      let workflow = InlineWorkflow("idle", input: Start<Int>.self, output: Int.self) {
        Step("stream", timeout: .idle(.seconds(10))) { (_: Start<Int>, context) in
          for (index, gate) in gates.enumerated() {
            try await gate.pass()
            context.writeEventToStream(Number(n: index))
          }
          try await Gate().pass()
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      let reader = handler.streamEvents().of(Number.self).makeAsyncIterator()
      var numbers = reader
      for gate in gates {
        await gate.arrived()
        lab.clock.advance(by: .seconds(9))
        #expect(!handler.isDone)
        gate.open()
        _ = await numbers.next()
      }
      #expect(lab.clock.now == .seconds(27))
      let isWaiting = await eventually { lab.runtime.activity.deadlines == 1 }
      #expect(isWaiting)
      lab.clock.advance(by: .milliseconds(9_999))
      #expect(!handler.isDone)
      lab.clock.advance(by: .milliseconds(1))
      let error = await handler.failure() as? WorkflowError
      #expect(error?.code == .stepTimedOut)
      #expect(
        error?.message
          == "attempt 1 of step 'stream' in run '\(handler.runID)' of workflow 'idle' exceeded its timeout of 10.0 seconds "
          + "without an event; give it more with '@Step(timeout:)', let it be '.idle', or have it tried again with 'retry:'"
      )
    }
  }

  @Test func `of the hard kind does not care what the step writes`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("hard", input: Start<Int>.self, output: Int.self) {
        Step("stream", timeout: .after(.seconds(10))) { (_: Start<Int>, context) in
          try await gate.pass()
          context.writeEventToStream(Number(n: 1))
          try await Gate().pass()
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      lab.clock.advance(by: .seconds(9))
      gate.open()
      var numbers = handler.streamEvents().of(Number.self).makeAsyncIterator()
      _ = await numbers.next()
      lab.clock.advance(by: .seconds(1))
      #expect(await handler.failureCode() == .stepTimedOut)
    }
  }

  @Test func `counts from the start of each attempt, not from when its event came`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 0), Number(n: 1)] }
        Step("one", numWorkers: 1, timeout: .seconds(10)) { (event: Number, context) -> Stop<Int>? in
          if event.n == 0 { try await gate.pass() } else { try await context.sleep(for: .seconds(9)) }
          return context.collectEvents(event, count: 2).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      lab.clock.advance(by: .seconds(9))
      gate.open()
      await lab.deadlines(2)
      lab.clock.advance(by: .seconds(9))
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `fences off an attempt that ignores its cancellation`() async throws {
    try await inLab { lab in
      let (stubborn, last) = (Gate(), Gate())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("s", retry: .init(wait: .none), timeout: .seconds(10), sends: Number.self) {
          (_: Start<Int>, context) -> Left in
          context.writeEventToStream(Progress(msg: "written by \(context.attempt)"))
          if context.attempt == 1 {
            await stubborn.passStubbornly()
            context.writeEventToStream(Progress(msg: "written too late"))
            context.sendEvent(Number(n: 1))
            _ = context.collectEvents(Left(n: 1), count: 1)
            last.open()
          } else {
            stubborn.open()
            try await last.pass()
          }
          return Left(n: context.attempt)
        }
        Step("sent") { (event: Number, _) in Stop("sent too late") }
        Step("end") { (event: Left, _) in Stop("returned by \(event.n)") }
      }
      let handler = lab.run(workflow, 0)
      await stubborn.arrived()
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == "returned by 2")
      let written = await handler.all(Progress.self).map(\.msg)
      #expect(written == ["written by 1", "written by 2"])
    }
  }

  @Test func `can be given in seconds and milliseconds`() {
    #expect(StepTimeout.seconds(1.5) == .after(.milliseconds(1_500)))
    #expect(StepTimeout.milliseconds(20) == .after(.milliseconds(20)))
    #expect(StepTimeout.idle(.seconds(1)) != .after(.seconds(1)))
  }
}
