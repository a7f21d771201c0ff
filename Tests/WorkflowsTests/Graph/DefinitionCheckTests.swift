import Testing
import Workflows

/// What is wrong with a workflow, in its own words.
@Suite("The check of a definition", .mayNotHang)
struct DefinitionCheckTests {
  struct Begin: StartEvent {}
  struct Report: StopEvent {}
  struct Joint: Event {}
  struct Twin: Event { static var eventName: String { "Number" } }

  @Test func `wants a stop event to be returned, because nothing that is sent ends a run`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("only", sends: Stop<Int>.self, WorkflowCancelledEvent.self) { (event: Start<Int>, _) in }
    }
    #expect(
      workflow.definition.problems == [
        "step 'only' sends 'Stop<Int>', which ends the run only when a step returns it; return it",
        "step 'only' sends 'WorkflowCancelledEvent', which ends the run only when a step returns it; return it",
        "workflow 'w' never stops: no step returns 'Stop<Int>'",
      ])
  }

  @Test func `wants events of which a step takes one each to be able to meet`() {
    let together = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in [Number(n: event.input)] }
      Step("within") { (number: Number, _) in Left(n: number.n) }
      Step("other") { (number: Number, _) in Right(n: number.n) }
      Step("both") { (events: JoinedEvents<Left, Right>, _) in Joint() }
      Step("join") { (all: [Joint], _) in Stop(all.count) }
    }
    #expect(together.definition.problems == [])
    let apart = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in [Number(n: event.input)] }
      Step("begin") { (_: Start<Int>, _) in Left(n: 1) }
      Step("other") { (number: Number, _) in Right(n: number.n) }
      Step("both") { (events: JoinedEvents<Left, Right>, _) in Stop(1) }
      Step("keep") { (all: [Number], _) in }
    }
    #expect(
      apart.definition.problems == [
        "step 'both' takes one of each of 'Left', 'Right', which never meet: 'Left' outside of batches, 'Right' in "
          + "batches of 'fan'; let them come from the same array, or take that as a whole, '[…]', first; if one of them is sent from "
          + "outside, mark the step with 'external: true'"
      ])
  }

  @Test func `lets an event of a batch meet one outside where it is sent from outside, too`() async throws {
    func workflow(_ options: StepOptions) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
      InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in [Number(n: event.input)] }
        Step("begin") { (_: Start<Int>, _) in Left(n: 1) }
        Step("other") { (number: Number, _) in Right(n: number.n) }
        Step("both", options) { (events: JoinedEvents<Left, Right>, _) in Stop(events.values.1.n) }
        Step("keep") { (all: [Right], _) in }
      }
    }
    #expect(workflow(.init()).definition.problems.count == 1)
    #expect(workflow(.init(skipGraphChecks: [.missingProducer])).definition.problems == [])
    try await inLab { lab in
      let handler = lab.run(workflow(.init(external: true)), 3)
      try handler.sendEvent(Right(n: 5))
      let result = try await handler.result
      #expect(result == 5)
    }
  }

  @Test func `knows whether somebody outside is spoken with`() {
    let asks = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("ask", waits: Answer.self) { (event: Start<Int>, _) in Stop(event.input) }
    }
    #expect(asks.definition.usesHumanInTheLoop)
    #expect(!echo().definition.usesHumanInTheLoop)
  }

  @Test func `finds nothing wrong with a sound workflow`() throws {
    #expect(echo().definition.problems == [])
    try echo().validate()
    try RunTests.page.validate()
  }

  @Test func `wants steps`() {
    let workflow = InlineWorkflow("empty", input: Start<Int>.self, output: Int.self) {}
    #expect(workflow.definition.problems == ["workflow 'empty' has no steps"])
  }

  @Test func `wants limits above zero`() {
    let workflow = echo(.init(timeout: .seconds(-1), numConcurrentRuns: 0))
    #expect(
      workflow.definition.problems == [
        "numConcurrentRuns is 0; give at least 1",
        "the timeout of workflow 'echo' is -1.0 seconds; give zero or more, or nil for none",
      ])
  }

  @Test(arguments: [0, -1])
  func `wants at least one worker for each step`(count: Int) {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("only", numWorkers: count) { (event: Start<Int>, _) in Stop(event.input) }
    }
    #expect(workflow.definition.problems == ["step 'only' has \(count) workers; give at least 1"])
  }

  @Test func `wants a step's timeout to be no less than zero`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("only", timeout: .seconds(-2)) { (event: Start<Int>, _) in Stop(event.input) }
    }
    #expect(workflow.definition.problems == ["the timeout of step 'only' is -2.0 seconds; give zero or more"])
  }

  @Test func `says of which step a bad retry policy is`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("only", retry: .exponentialBackoff(maxAttempts: 0)) { (event: Start<Int>, _) in Stop(event.input) }
    }
    #expect(
      workflow.definition.problems == ["step 'only': retries stop after 0 attempts; give at least 1"])
  }

  @Test func `wants an implicit end to need no value`() {
    let needs = echo(.init(termination: .implicit))
    #expect(
      needs.definition.problems == [
        "workflow 'echo' ends implicitly, but 'Stop<Int>' needs a value; "
          + "stop with 'Stop<Nothing>' or with a 'Stop' of an optional"
      ])
    let free = InlineWorkflow("w", input: Start<Int>.self, output: Int?.self, options: .init(termination: .implicit)) {
      Step("only") { (_: Start<Int>, _) in }
    }
    #expect(free.definition.problems == [])
    let own = InlineWorkflow("w", input: Begin.self, stop: Report.self, options: .init(termination: .implicit)) {
      Step("only") { (_: Begin, _) in }
    }
    #expect(own.definition.problems.count == 1)
  }

  @Test func `wants names of steps to differ`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("same") { (event: Start<Int>, _) in Number(n: event.input) }
      Step("same") { (event: Number, _) in Stop(event.n) }
    }
    #expect(
      workflow.definition.problems == [
        "two steps are named 'same'; steps are known by their names"
      ])
  }

  @Test func `wants names of events to differ`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (event: Start<Int>, _) in Number(n: event.input) }
      Step("b") { (_: Number, _) in Twin() }
      Step("c") { (_: Twin, _) in Stop(1) }
    }
    #expect(
      workflow.definition.problems == [
        "events 'Number' and 'Twin' are both named 'Number'; give one of them an 'eventName' of its own"
      ])
  }

  @Test func `wants a step that takes the start event`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (_: Answer, _) in Stop(1) }
    }
    #expect(workflow.definition.problems == ["workflow 'w' never starts: no step takes 'Start<Int>'"])
  }

  @Test func `wants one start event only, and the declared one`() {
    let two = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (_: Start<Int>, _) in Stop(1) }
      Step("b") { (_: Begin, _) in Stop(1) }
    }
    #expect(two.definition.problems == ["workflow 'w' has more than one start event: 'Start<Int>', 'Begin'"])
    let other = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (_: Start<String>, _) in Stop(1) }
    }
    #expect(
      other.definition.problems == [
        "workflow 'w' starts with 'Start<Int>', but its steps take 'Start<String>'"
      ])
  }

  @Test func `wants a step that returns the stop event`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (_: Start<Int>, _) in }
    }
    #expect(workflow.definition.problems == ["workflow 'w' never stops: no step returns 'Stop<Int>'"])
  }

  @Test func `wants one stop event only, and the declared one`() {
    let two = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (_: Start<Int>, _) in Either<Stop<Int>, Report>.first(Stop(1)) }
    }
    #expect(two.definition.problems == ["steps of 'w' stop with different events: 'Stop<Int>', 'Report'"])
    let other = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (_: Start<Int>, _) in Report() }
    }
    #expect(
      other.definition.problems == ["workflow 'w' stops with 'Stop<Int>', but its steps return 'Report'"])
  }

  @Test func `forbids to take what ends the run and to return what only the runtime does`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (_: Start<Int>, _) in Stop(1) }
      Step("b") { (_: Stop<Int>, _) in WorkflowCancelledEvent() }
    }
    #expect(
      workflow.definition.problems.prefix(2) == [
        "step 'b' takes 'Stop<Int>', which ends the run and is never delivered to a step",
        "step 'b' returns 'WorkflowCancelledEvent', which only the runtime does; throw an error instead",
      ])
  }

  @Test func `says everything at once`() {
    let workflow = InlineWorkflow(
      "w", input: Start<Int>.self, output: Int.self, options: .init(numConcurrentRuns: -1)
    ) {
      Step("a", numWorkers: 0, retry: .constantDelay(.seconds(-1), maxAttempts: 0)) { (_: Start<String>, _) in
        Number(n: 1)
      }
      Step("a") { (_: Text, _) in }
    }
    #expect(
      workflow.definition.problems == [
        "numConcurrentRuns is -1; give at least 1",
        "step 'a' has 0 workers; give at least 1",
        "step 'a': a retry delay is -1.0 seconds; give zero or more",
        "step 'a': retries stop after 0 attempts; give at least 1",
        "two steps are named 'a'; steps are known by their names",
        "workflow 'w' starts with 'Start<Int>', but its steps take 'Start<String>'",
        "workflow 'w' never stops: no step returns 'Stop<Int>'",
        "step 'a' takes 'Text', but no step of 'w' produces it",
        "step 'a' returns 'Number', but no step of 'w' takes it",
        "step 'a' can never run: nothing that leads to it starts from 'Start<Int>'",
        "step 'a' leads nowhere: no stop event can follow from what it returns",
      ])
  }

  @Test func `is what validate throws, as a list`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a", numWorkers: 0) { (_: Start<Int>, _) in }
    }
    let error = #expect(throws: WorkflowError.self) { try workflow.validate() }
    #expect(error?.code == .invalidWorkflow)
    #expect(
      error?.message == """
        workflow 'w' cannot run:
          - step 'a' has 0 workers; give at least 1
          - workflow 'w' never stops: no step returns 'Stop<Int>'
        """)
  }

  @Test func `makes a run of an invalid workflow fail at once, in the stream as in the result`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("a", numWorkers: 0) { (_: Start<Int>, _) in Stop(1) }
      }
      let handler = lab.run(workflow, 1)
      #expect(handler.isDone)
      let events = await handler.allEvents(exposeInternal: true)
      let failed = try #require(events.first as? WorkflowFailedEvent)
      #expect(events.count == 1)
      #expect(failed.stepName == "")
      #expect(failed.attempts == nil)
      #expect(failed.exceptionType == "Workflows.WorkflowError")
      #expect(failed.exceptionMessage.contains("step 'a' has 0 workers; give at least 1"))
      #expect(await handler.failureCode() == .invalidWorkflow)
      #expect(lab.runtime.activity.runs == 0)
    }
  }

  @Test func `wants a step to take events, which a closure need not say`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("only") { (event: Start<Int>, _) in Stop(event.input) }
      Step("text") { (text: String, _) in }
    }
    let problem =
      "step 'text' takes no event: the type of its parameter is none, so name those that it takes with 'accepting:'"
    #expect(workflow.definition.problems.first == problem)
  }

  @Test func `wants only a step that takes an array to say when it collects`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("only", collect: .take(2)) { (event: Start<Int>, _) in Stop(event.input) }
    }
    #expect(workflow.definition.problems == ["step 'only' has 'collect:' but takes no array"])
  }
}
