#if Macros
import Testing
import Workflows
import WorkflowsTesting

private struct Word: ResourceProviding, Hashable {
  var text: String
  static var resource: ResourceDefinition<Word> { ResourceDefinition { Word(text: "world") } }
}

private protocol Voice: Sendable { func say(_ text: String) -> String }
private struct Loud: Voice { func say(_ text: String) -> String { text + "!" } }
private struct Faint: Voice { func say(_ text: String) -> String { text + "…" } }

extension Resources {
  fileprivate var greeting: ResourceDefinition<String> { .value("Hello") }
  fileprivate var voice: ResourceDefinition<any Voice> { .value(Loud()) }
  fileprivate var failing: ResourceDefinition<Int> { ResourceDefinition { throw Broken() } }
}

@Workflow
private struct Greeting {
  struct Said: Event { var text: String }
  struct Other: Event {}

  @Step func start(
    _ event: Start<String>, @Resource(\.greeting) greeting: String, context: Context, @Resource _ word: Word
  ) -> [Said] {
    context.writeEventToStream(Said(text: greeting))
    return [Said(text: "\(greeting), \(word.text) of \(event.input)")]
  }

  @Step func end(_ all: [Said], @Workflows.Resource(\.voice) loudly voice: any Voice) async throws -> Stop<String> {
    Stop(all.map { voice.say($0.text) }.joined())
  }
}

@Workflow
private actor Recovering {
  struct Page: Event { var number: Int }

  @Step(retry: .constantDelay(.zero, maxAttempts: 2))
  func fetch(_ event: Start<Nothing>, @Resource(\.failing) number: Int) -> Page { Page(number: number) }
  @Step func read(_ page: Page) -> Stop<String> { Stop("\(page.number)") }
  @CatchError func recover(_ failure: StepFailedEvent, @Resource(\.greeting) greeting: String) -> Stop<String> {
    Stop("\(greeting) after \(failure.attempts) attempts: \(failure.exception)")
  }
}

@Workflow
private struct Failing {
  @Step func fetch(_ event: Start<Nothing>, @Resource(\.failing) number: Int) -> Stop<Int> { Stop(number) }
}

@Workflow
private struct Holding {
  @Step func hold(
    _ event: Start<Nothing>, @Resource(\.ofRun) one: Thing, @Resource(\.ofStep) other: Thing
  ) -> Stop<Nothing> { Stop() }
}

@Suite("A parameter that is a resource", .mayNotHang)
struct ResourceParameterTests {
  @Test func `gets what is of its key path or of its type, beside events, arrays and the context`() async throws {
    let outcome = try await WorkflowTestRunner(Greeting()).run("Ada")
    let result = try outcome.result
    #expect(result == "Hello, world of Ada!")
  }

  @Test func `gets what replaces it`() async throws {
    var replacements = ResourceReplacements()
    replacements.replace(\.voice, with: Faint())
    replacements.replace(with: Word(text: "moon"))
    let outcome = try await WorkflowTestRunner(Greeting()).run("Ada", options: RunOptions(resources: replacements))
    let result = try outcome.result
    #expect(result == "Hello, moon of Ada…")
  }

  @Test func `that cannot be provided is a failure of the step, for its retries and its handler`() async throws {
    let outcome = try await WorkflowTestRunner(Recovering()).run()
    let result = try outcome.result
    #expect(result == "Hello after 2 attempts: \(Broken())")
  }

  @Test func `that cannot be provided is named by what ends the run`() async throws {
    try await inLab { lab in
      let handler = lab.run(Failing(), Start())
      await #expect(throws: Broken()) { _ = try await handler.result }
      let end = try #require(handler.stopEvent as? WorkflowFailedEvent)
      #expect(end.stepName == "fetch")
      #expect(end.exceptionMessage == "resource 'failing' could not be made: \(Broken())")
      #expect(end.exceptionType.hasSuffix(".Broken"))
    }
  }

  @Test func `can be tried before the first run, all of them at once`() async throws {
    try await Greeting().validateResources()
    let error = await #expect(throws: WorkflowError.self) { try await Recovering().validateResources() }
    #expect(error?.code == .invalidWorkflow)
    #expect(
      error?.message
        == "workflow 'Recovering' cannot run:\n  - step 'fetch', parameter 'number': resource 'failing': \(Broken())")
    let diary = Recorder<String>()
    var replacements = ResourceReplacements()
    replacements.replace(\.diary, with: diary)
    try await Holding().validateResources(replacements)
    #expect(diary.values == ["make ofRun", "make ofStep", "close ofStep", "close ofRun"])
  }

  @Test func `is known to the definition of its step`() {
    let steps = Greeting().definition.steps
    #expect(steps[0].resources.map(\.parameter) == ["greeting", "word"])
    #expect(steps[0].resources.map(\.name) == ["greeting", "Word"])
    #expect(steps[1].resources.map(\.typeName) == ["Voice"])
    #expect(steps[1].resources.map(\.scope) == [.runtime])
  }
}
#endif
