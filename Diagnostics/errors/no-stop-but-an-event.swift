import Workflows

struct Joke: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
}
// expected:
// 7:50: error: workflow 'JokeFlow' never stops: no step returns a stop event, and 'Joke' is none; make it a 'StopEvent'
