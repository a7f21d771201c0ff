import Workflows

struct Joke: Event { var text: String }

@Workflow
struct WithoutItsLastStep {
  @Step func write(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  func critique(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
}

@Workflow
struct WithoutItsFirstStep {
  func write(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func critique(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
}

struct Draft: Event { var text: String }

@Workflow
struct WithoutTheStepBetween {
  @Step func begin(_ event: Start<String>) -> Draft { Draft(text: event.input) }
  func write(_ draft: Draft) -> Joke { Joke(text: draft.text) }
  @Step func critique(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
}

@Workflow
struct Whole {
  @Step func write(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func critique(_ joke: Joke) -> Stop<String> { Stop(polish(joke).text) }
  /// Called by a step, and none itself.
  func polish(_ joke: Joke) -> Joke { joke }
}

func forgetful() async throws -> String {
  let handler = Whole().run("chicken")
  return try handler.result
}

@Workflow
struct WithAnUnmarkedResource {
  @Step func write(_ database: String, context: Context) -> Stop<String> { Stop(database) }
}
// expected:
// 41:32: error: step 'write' takes 'String', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
// 5:1: error: workflow 'WithoutItsLastStep' never stops: no step returns a stop event; method 'critique' returns 'Stop<String>', but is no step: mark it with '@Step'
// 11:1: error: workflow 'WithoutItsFirstStep' never starts: no step takes a start event; method 'write' takes 'Start<String>', but is no step: mark it with '@Step'
// 23:31: error: step 'critique' takes 'Joke', but no step of 'WithoutTheStepBetween' produces it; method 'write' returns it, but is no step: mark it with '@Step'
// 21:47: error: step 'begin' returns 'Draft', but no step of 'WithoutTheStepBetween' takes it; method 'write' takes it, but is no step: mark it with '@Step'
// 36:10: error: expression is 'async' but is not marked with 'await'
