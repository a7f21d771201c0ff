#if Macros
import Testing
import Workflows

/// A workflow in both forms: what the macros make and what the closures make is the same.
@Suite("Definitions made by macros")
struct MacroDefinitionTests {
  struct Joke: Event { var text: String }
  struct Log: Event { var line: String }
  struct Ask: InputRequiredEvent {}
  struct Answer: HumanResponseEvent { var yes: Bool }

  @Workflow("jokes", timeout: .seconds(7), numConcurrentRuns: 3)
  struct Jokes {
    @EventUnion enum Verdict { case again(Joke), ask(Ask), done(Stop<String>) }

    /// Writes a joke.
    @Step(numWorkers: 2, sends: Log.self)
    func write(_ event: Start<String>) async -> [Joke]? { [Joke(text: event.input)] }

    @Step(retry: .constantDelay(.seconds(1)), timeout: .seconds(2))
    func judge(_ event: Either<Joke, Answer>, context: Context) throws -> Verdict { .done(Stop("")) }

    @Step
    func log(_ log: Log) {}
  }

  let closures = InlineWorkflow(
    "jokes", input: Start<String>.self, output: String.self,
    options: .init(timeout: .seconds(7), numConcurrentRuns: 3)
  ) {
    Step("write", numWorkers: 2, sends: Log.self) { (event: Start<String>, context) -> [Joke]? in
      [Joke(text: event.input)]
    }
    Step("judge", retry: .constantDelay(.seconds(1)), timeout: .seconds(2)) {
      (event: Either<Joke, Answer>, context) -> Either<Joke, Either<Ask, Stop<String>>> in
      .second(.second(Stop("")))
    }
    Step("log") { (log: Log, context) -> Void in }
  }

  @Test("agree with closures on every step")
  func sameSteps() {
    let macros = Jokes().definition
    let inline = closures.definition
    #expect(macros.name == inline.name)
    #expect(macros.options.timeout == inline.options.timeout)
    #expect(macros.options.numConcurrentRuns == inline.options.numConcurrentRuns)
    #expect(macros.steps.map(\.name) == inline.steps.map(\.name))
    #expect(macros.steps.map { names($0.accepts) } == inline.steps.map { names($0.accepts) })
    #expect(macros.steps.map { names($0.produces) } == inline.steps.map { names($0.produces) })
    #expect(macros.steps.map(\.options.numWorkers) == inline.steps.map(\.options.numWorkers))
    #expect(macros.steps.map(\.options.retry) == inline.steps.map(\.options.retry))
    #expect(macros.steps.map(\.options.timeout) == inline.steps.map(\.options.timeout))
    #expect(macros.problems.isEmpty && inline.problems.isEmpty)
  }

  @Test("know where a step is written and what it says of itself")
  func placeAndWords() throws {
    let step = try #require(Jokes().definition.steps.first)
    #expect(step.documentation == "Writes a joke.")
    let location = try #require(step.location)
    #expect(location.fileID == "WorkflowsTests/MacroDefinitionTests.swift")
    #expect(location.line == 19)
  }

  @Test("are made once for a type, also for a generic one")
  func madeOnce() {
    #expect(Jokes().definition === Jokes().definition)
    #expect(Generic<Int>().definition === Generic<Int>().definition)
    #expect(Generic<Int>().definition !== Generic<String>().definition as AnyObject)
  }

  @Workflow
  struct Generic<Value: Codable & Sendable> {
    @Step func only(_ event: Start<Value>) -> Stop<Value> { Stop(event.input) }
  }

  @Test("infer the start and the stop event that the macro cannot see")
  func inferredEnds() {
    #expect(Interview.StartEventType.self == Begin.self)
    #expect(Interview.StopEventType.self == Report.self)
    #expect(Interview().definition.problems.isEmpty)
  }

  struct Begin: StartEvent {}
  struct Report: StopEvent {}

  @Workflow
  struct Interview {
    @Step func ask(_ event: Begin) -> Ask { Ask() }
    @Step func answer(_ event: Answer) -> Report? { nil }
  }

  @Test("find at run time what a union that is declared elsewhere hides from the macro")
  func hiddenProblem() {
    #expect(
      Reflection().definition.problems == ["step 'review' returns 'Log', but no step of 'Reflection' takes it"])
    #expect(throws: WorkflowError.self) { try Reflection().validate() }
  }

  @EventUnion enum Review { case log(Log), again(Joke), done(Stop<String>) }

  @Workflow(stop: Stop<String>.self)
  struct Reflection {
    @Step func write(_ event: Start<String>) -> Joke { Joke(text: "") }
    @Step func review(_ event: Joke) -> Review { .again(event) }
  }

  @Test("accept an event by the first case that fits")
  func unions() throws {
    let joke = Joke(text: "a")
    guard case .again(let accepted)? = Jokes.Verdict.accept(joke) else {
      Issue.record("the union does not accept its event")
      return
    }
    #expect(accepted.text == "a")
    #expect(Jokes.Verdict.accept(Log(line: "")) == nil)
    #expect(names(Jokes.Verdict.acceptedEvents) == ["Joke", "Ask", "StopEvent"])
    guard case .one(let event) = Jokes.Verdict.again(joke).emissions() else {
      Issue.record("the union does not emit its event")
      return
    }
    #expect((event as? Joke)?.text == "a")
  }

  private func names(_ types: [any Event.Type]) -> [String] { types.map { $0.eventName } }

  /// Counts things.
  ///
  /// And "quotes" them.
  @Workflow
  struct Documented {
    @Step func count(_ event: Start<Int>) -> Stop<Int> { Stop(event.input) }
  }

  @Test func `have the words of the workflow's documentation comment`() {
    #expect(Documented().definition.documentation == "Counts things.\n\nAnd \"quotes\" them.")
    #expect(Documented().graph.description == Documented().definition.documentation)
    #expect(Jokes().definition.documentation.isEmpty && Jokes().graph.description == nil)
  }
}
#endif
