import Testing
import Workflows
import WorkflowsTesting

@Suite("A test runner", .timeLimit(.minutes(5)))
struct WorkflowTestRunnerTests {
  struct Count: WorkflowState, Hashable { var n = 0 }

  private let counting = InlineWorkflow(
    "counting", input: Start<Int>.self, output: String.self, state: Count.self
  ) {
    Step("first") { (event: Start<Int>, context) in
      context.writeEventToStream(Progress(msg: "first"))
      context.store.edit { $0.n += 1 }
      try await context.sleep(for: .seconds(3_600))
      return Number(n: event.input)
    }
    Step("second") { (event: Number, context) in
      context.writeEventToStream(Progress(msg: "second"))
      context.store.edit { $0.n += 10 }
      return Stop("done with \(event.n)")
    }
  }

  @Test(arguments: [0, 100])
  func `tells the result, the events, the steps and the state of a run`(start: Int) async throws {
    let outcome = try await WorkflowTestRunner(counting).run(5, state: Count(n: start), timeout: nil)
    #expect(try outcome.result == "done with 5")
    #expect(outcome.events(of: Progress.self) == [Progress(msg: "first"), Progress(msg: "second")])
    #expect(outcome.eventTypes == ["Progress": 2, "StopEvent": 1])
    #expect(outcome.events.count == 3)
    #expect(outcome.steps == ["first", "second"])
    #expect(outcome.state == Count(n: start + 11))
    #expect(outcome.stopEvent is Stop<String>)
    #expect(outcome.records.last?.time == .seconds(3_600))
    #expect(outcome.trace.contains { $0.kind == .began(step: "second", attempt: 1, event: "Number(n: 5)") })
  }

  @Test func `tells how a run fails`() async throws {
    let failing = InlineWorkflow("failing", input: Start<Nothing>.self, output: Int.self) {
      Step("fail", retry: .init(wait: .fixed(.seconds(60)), stop: .afterAttempt(3))) {
        (_: Start<Nothing>, _) -> Stop<Int> in throw Boom()
      }
    }
    let outcome = try await WorkflowTestRunner(failing).run(timeout: nil)
    #expect(throws: Boom()) { try outcome.result }
    #expect(outcome.events(of: WorkflowFailedEvent.self).first?.attempts == 3)
    #expect(outcome.events(of: WorkflowFailedEvent.self).first?.elapsedSeconds == 120)
    #expect(outcome.steps == ["fail", "fail", "fail"])
  }

  @Test func `names a step that waits in the middle once for each attempt`() async throws {
    let waiting = InlineWorkflow("waiting", input: Start<Nothing>.self, output: String.self) {
      Step("wait") { (_: Start<Nothing>, context) in
        Stop(try await context.waitForEvent(Answer.self, waiterEvent: Question(text: "who?")).text)
      }
    }
    let outcome = try await WorkflowTestRunner(waiting).run { handler in
      for await event in handler.streamEvents() where event is Question {
        try handler.sendEvent(Answer(text: "me"))
      }
    }
    #expect(try outcome.result == "me")
    #expect(outcome.steps == ["wait"])
  }

  @Test func `lets a run time out at once`() async throws {
    let outcome = try await WorkflowTestRunner(tenHours).run(0)
    #expect(outcome.events(of: WorkflowTimedOutEvent.self) == [.init(timeout: 45, activeSteps: ["first"])])
    #expect(throws: WorkflowError.self) { try outcome.result }
  }

  private let asking = InlineWorkflow("asking", input: Start<Nothing>.self, output: String.self) {
    Step("ask") { (_: Start<Nothing>, _) in Question(text: "who?") }
    Step("end") { (event: Answer, _) in Stop(event.text) }
  }

  @Test func `lets somebody answer`() async throws {
    let outcome = try await WorkflowTestRunner(asking).run { handler in
      for await question in handler.streamEvents().of(Question.self) {
        try handler.sendEvent(Answer(text: "you, \(question.text)"))
      }
    }
    #expect(try outcome.result == "you, who?")
  }

  @Test func `throws what the one outside throws`() async throws {
    await #expect(throws: Boom.self) {
      _ = try await WorkflowTestRunner(asking).run { _ in throw Boom() }
    }
  }

  @Test func `says so if the run can never end`() async throws {
    let error = await #expect(throws: SimulationFailure.self) {
      _ = try await WorkflowTestRunner(asking, patience: .milliseconds(10)).run(timeout: nil)
    }
    #expect(error?.reason == .deadlock)
  }

  @Test func `runs in real time, too`() async throws {
    let outcome = try await WorkflowTestRunner(branches(), time: .real).run(0)
    #expect(try outcome.result == 4)
    #expect(outcome.steps.count == 17)
    #expect(outcome.trace == [])
  }
}
