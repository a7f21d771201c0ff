import Testing
import Workflows
import WorkflowsTesting

@Suite("The end of a run", .mayNotHang)
struct EndingTests {
  struct Report: StopEvent, Hashable { var pages: Int }

  @Test func `is a stop event of one's own, which is the result`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, stop: Report.self) {
        Step("s") { (event: Start<Int>, _) in Report(pages: event.input) }
      }
      let handler = lab.run(workflow, 3)
      let result = try await handler.result
      let stop = try await handler.stopEventResult()
      #expect(result == Report(pages: 3))
      #expect(stop == Report(pages: 3))
      #expect(handler.stopEvent as? Report == Report(pages: 3))
    }
  }

  @Test func `cancels the steps that are still on, and starts none that wait`() async throws {
    try await inLab { lab in
      let (gate, started, cancelled) = (Gate(), Box(0), Box(0))
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) -> [Either<Left, Right>] in
          (0..<10).map { .first(Left(n: $0)) } + [.second(Right(n: 7))]
        }
        Step("hang", numWorkers: 3) { (_: Left, _) in
          started.change { $0 += 1 }
          do {
            try await gate.pass()
          } catch {
            cancelled.change { $0 += 1 }
            throw error
          }
        }
        Step("stop") { (event: Right, _) in
          await gate.arrived(3)
          return Stop(event.n)
        }
      }
      let handler = lab.run(workflow, 0)
      let result = try await handler.result
      #expect(result == 7)
      #expect(started.value == 3)
      #expect(cancelled.value == 3)
      let events = await handler.allEvents()
      #expect(names(events) == ["StopEvent"])
    }
  }

  @Test func `waits for the steps that are cancelled, and drops what they write meanwhile`() async throws {
    try await inLab { lab in
      let (gate, order) = (Gate(), Recorder<String>())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) -> [Either<Left, Right>] in [.first(Left(n: 1)), .second(Right(n: 2))] }
        Step("hang") { (_: Left, context) in
          context.writeEventToStream(Progress(msg: "before"))
          do { try await gate.pass() } catch {
            context.writeEventToStream(Progress(msg: "after"))
            context.sendEvent(Left(n: 2))
            order.append("step ended")
          }
        }
        Step("stop") { (event: Right, _) in
          await gate.arrived()
          return Stop(event.n)
        }
      }
      let handler = lab.run(workflow, 0)
      let events = await handler.allEvents()
      order.append("stream ended")
      #expect(order.values == ["step ended", "stream ended"])
      #expect(events.first as? Progress == Progress(msg: "before"))
      #expect(names(events) == ["Progress", "StopEvent"])
    }
  }

  @Test func `does not wait for ever for a step that ignores its cancellation, and names it in the log`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("stubborn") { (_: Start<Int>, context) in
          await gate.passStubbornly()
          context.writeEventToStream(Progress(msg: "too late"))
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      handler.cancelRun()
      await lab.deadlines(1)
      lab.clock.advance(by: .milliseconds(499))
      #expect(!handler.isDone)
      #expect(handler.runningSteps == ["stubborn"])
      lab.clock.advance(by: .milliseconds(1))
      #expect(await handler.failureCode() == .cancelled)
      #expect(lab.lines == ["steps ignored their cancellation and were left behind; check 'Task.isCancelled' in them"])
      #expect(lab.log.first?.metadata["steps"] == "stubborn")
      #expect(lab.log.first?.metadata["run_id"] == "\(handler.runID)")
      #expect(lab.runtime.activity.runs == 0)
      #expect(lab.runtime.activity.tasks == 1)
      gate.open()
      await lab.expectQuiet()
      let events = await handler.allEvents()
      #expect(names(events) == ["WorkflowCancelledEvent"])
    }
  }

  @Test func `gives the grace that the run's options say`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("stubborn") { (_: Start<Int>, context) in
          await gate.passStubbornly()
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0, options: .init(cancellationGrace: .seconds(30)))
      await gate.arrived()
      handler.cancelRun()
      lab.clock.advance(by: .seconds(29))
      #expect(!handler.isDone)
      gate.open()
      #expect(await handler.failureCode() == .cancelled)
      #expect(lab.lines == [])
    }
  }

  // MARK: Stuck

  private let advice =
    " Return a stop event from the last step, take a HumanResponseEvent if it waits for somebody, or let it end with "
    + "'termination: .implicit'"

  private func expectStuck<W: Workflow>(_ handler: WorkflowHandler<W>, _ reason: String) async throws {
    let error = await handler.failure() as? WorkflowError
    #expect(error?.code == .stuck)
    #expect(error?.message == "run '\(handler.runID)' of workflow 'w' can never end: \(reason)." + advice)
    let failed = try #require(handler.stopEvent as? WorkflowFailedEvent)
    #expect(failed.stepName == "")
    #expect(failed.attempts == nil)
    #expect(failed.exceptionMessage == error?.message)
  }

  @Test func `comes at once when every step has returned and none stopped`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int>? in nil }
      }
      try await expectStuck(
        lab.run(workflow, 0),
        "every step has returned and none returned a stop event; the last one, 's', returned nothing")
    }
  }

  @Test func `comes at once when a collection can never be complete, and says what is missing`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 1), Number(n: 2)] }
        Step("join") { (event: Number, context) -> Stop<Int>? in
          context.collectEvents(event, count: 3).map { Stop($0.count) }
        }
      }
      try await expectStuck(lab.run(workflow, 0), "step 'join' has collected 2 of 3 'Number'")
    }
  }

  @Test func `comes at once when one of several types never came`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) -> Either<Left, Right> in .first(Left(n: 1)) }
        Step("join") { (event: Either<Left, Right>, context) -> Stop<Int>? in
          context.collectEvents(event, Left.self, Right.self).map { Stop($0.0.n) }
        }
      }
      try await expectStuck(lab.run(workflow, 0), "step 'join' has collected all but 'Right'")
    }
  }

  @Test func `comes at once when an event went to nobody`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("send") { (_: Start<Int>, context) -> Stop<Int>? in
          context.sendEvent(Text(text: "x"))
          return nil
        }
      }
      try await expectStuck(lab.run(workflow, 0), "no step takes 'Text'")
      #expect(lab.lines.first == "no step takes an event that a step returned or sent; it was dropped")
      #expect(lab.log.first?.metadata["event"] == "Text")
    }
  }

  // MARK: Implicit

  @Test func `is implicit when nothing is left to do, where the workflow says so`() async throws {
    try await inLab { lab in
      let done = Box(0)
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, output: Nothing.self, options: .init(termination: .implicit)
      ) {
        Step("fan") { (_: Start<Int>, _) in (0..<20).map { Number(n: $0) } }
        Step("work") { (_: Number, _) -> Void in
          await Task.yield()
          done.change { $0 += 1 }
        }
      }
      let handler = lab.run(workflow, 0)
      let result = try await handler.result
      #expect(result == Nothing())
      #expect(done.value == 20)
      let events = await handler.allEvents()
      #expect(names(events) == ["StopEvent"])
    }
  }

  @Test func `is implicit only after the retries that wait`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, output: Int?.self, options: .init(termination: .implicit)
      ) {
        Step("s", retry: .constantDelay(.seconds(1), maxAttempts: 2)) { (_: Start<Int>, context) -> Void in
          if context.attempt == 1 { throw Boom() }
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.deadlines(1)
      #expect(!handler.isDone)
      lab.clock.advance(by: .seconds(1))
      let result = try await handler.result
      #expect(result == nil)
    }
  }

  @Test func `is explicit where a step stops, also if it could be implicit`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, output: Int?.self, options: .init(termination: .implicit)
      ) {
        Step("s") { (event: Start<Int>, _) in Stop<Int?>(event.input) }
      }
      let result = try await lab.run(workflow, 5).result
      #expect(result == 5)
    }
  }

  // MARK: Timeout

  @Test func `is a timeout that names the steps that were on, in declaration order`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) -> [Either<Left, Right>] in [.second(Right(n: 1)), .first(Left(n: 1))] }
        Step("zebra") { (_: Left, _) in try await gate.pass() }
        Step("ape") { (_: Right, _) -> Stop<Int> in
          try await gate.pass()
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0, timeout: .seconds(30))
      await gate.arrived(2)
      lab.clock.advance(by: .milliseconds(29_999))
      #expect(!handler.isDone)
      lab.clock.advance(by: .milliseconds(1))
      let error = await handler.failure() as? WorkflowError
      #expect(error?.code == .timedOut)
      #expect(
        error?.message
          == "run '\(handler.runID)' of workflow 'w' exceeded its timeout of 30.0 s; running steps: zebra, ape. Give it "
          + "more with 'run(timeout:)' or '@Workflow(timeout:)', or '.never' for no limit")
      #expect(handler.stopEvent as? WorkflowTimedOutEvent == .init(timeout: 30, activeSteps: ["zebra", "ape"]))
    }
  }

  @Test func `says what steps wait for that do not run`() async throws {
    try await replay([]) { simulation in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("hold", limit: SharedLimit("gpu", permits: 1), waits: Answer.self) { (_: Start<Int>, context) in
          Stop(try await context.waitForEvent(Answer.self, timeout: nil).text.count)
        }
        Step("paint", limit: SharedLimit("gpu", permits: 1)) { (_: Start<Int>, _) in }
        Step("fail", retry: .constantDelay(.seconds(100), maxAttempts: 2)) { (_: Start<Int>, _) in throw Boom() }
      }
      let handler = simulation.run(workflow, 0, timeout: .seconds(30))
      let error = await handler.failure() as? WorkflowError
      let details =
        "no step was running; step 'hold' waits for 'Answer'; step 'fail' waits for its next attempt; "
        + "step 'paint' waits for a permit of 'gpu'"
      simulation.expect(
        error?.message
          == "run '\(handler.runID)' of workflow 'w' exceeded its timeout of 30.0 s; \(details). Give it more with "
          + "'run(timeout:)' or '@Workflow(timeout:)', or '.never' for no limit",
        error?.message ?? "no error")
    }
  }

  @Test func `says what the run waits for from outside when its time is over`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "?") }
        Step("end") { (answer: Answer, _) in Stop(answer.text) }
      }
      let handler = lab.run(workflow, 0, timeout: .seconds(30))
      for await event in handler.streamEvents() where event is Question { break }
      let rests = await eventually { handler.runningSteps.isEmpty }
      #expect(rests)
      await lab.advance(by: .seconds(30), onceDeadlinesAre: 1)
      let error = await handler.failure() as? WorkflowError
      let wanted = "no step was running; the run waits for 'Answer' from outside. Give"
      #expect(error?.message.contains(wanted) == true, "\(error?.message ?? "none")")
    }
  }

  @Test func `comes after forty-five seconds unless told otherwise`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let byWorkflow = lab.run(waiting(at: gate), 0, timeout: .inherited)
      let own = lab.run(waiting(at: gate, .init(timeout: .seconds(10))), 0, timeout: .inherited)
      let overridden = lab.run(waiting(at: gate, .init(timeout: .seconds(10))), 0, timeout: .seconds(20))
      let byOptions = lab.run(waiting(at: gate), 0, timeout: .inherited, options: .init(timeout: .seconds(15)))
      let never = lab.run(waiting(at: gate), 0, timeout: nil)
      await gate.arrived(5)
      lab.clock.advance(by: .seconds(10))
      #expect(await own.failureCode() == .timedOut)
      lab.clock.advance(by: .seconds(5))
      #expect(await byOptions.failureCode() == .timedOut)
      lab.clock.advance(by: .seconds(5))
      #expect(await overridden.failureCode() == .timedOut)
      #expect(!byWorkflow.isDone)
      lab.clock.advance(by: .seconds(25))
      #expect(await byWorkflow.failureCode() == .timedOut)
      #expect((byWorkflow.stopEvent as? WorkflowTimedOutEvent)?.timeout == 45)
      lab.clock.advance(by: .seconds(1_000_000))
      #expect(!never.isDone)
      gate.open()
      _ = try await never.result
    }
  }

  @Test func `is forgotten as a deadline when the run stops in time`() async throws {
    try await inLab { lab in
      let handler = lab.run(echo(), 1, timeout: .seconds(30))
      _ = try await handler.result
      await lab.expectQuiet()
      lab.clock.advance(by: .seconds(60))
      #expect(handler.stopEvent as? Stop<Int> == Stop(1))
    }
  }

  @Test(arguments: [Duration.zero, .seconds(-1), .seconds(Int64.min / 4)])
  func `comes before the first step if there is no time at all`(timeout: Duration) async throws {
    try await inLab { lab in
      let ran = Box(false)
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (event: Start<Int>, _) in
          ran.value = true
          return Stop(event.input)
        }
      }
      let handler = lab.run(workflow, 0, timeout: .after(timeout))
      #expect(handler.isDone)
      #expect(await handler.failureCode() == .timedOut)
      #expect((handler.stopEvent as? WorkflowTimedOutEvent)?.activeSteps == [])
      #expect(!ran.value)
    }
  }

  @Test func `never comes by a timeout that no clock can reach`() async throws {
    try await inLab { lab in
      let result = try await lab.run(echo(), 1, timeout: .after(.seconds(Int64.max))).result
      #expect(result == 1)
    }
  }
}
