import Workflows

@Workflow
struct JokeFlow {
  @Step func one(_ event: Start<String>) -> any Event { Stop(event.input) }
  @Step func some(_ event: Start<String>) -> some Event { Stop(event.input) }
  @Step func many(_ event: Start<String>) -> [any Event] { [] }
  @Step func stop(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
}
// expected:
// 5:45: error: step 'one' returns 'any Event', which hides its events from the graph; return 'Either' or an '@EventUnion'
// 6:46: error: step 'some' returns 'some Event', which hides its events from the graph; return 'Either' or an '@EventUnion'
// 7:46: error: step 'many' returns '[any Event]', which hides its events from the graph; return 'Either' or an '@EventUnion'
