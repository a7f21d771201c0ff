import Workflows

struct Joke: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func critique(_ joke: Joke) {}
}
// expected:
// 5:1: error: workflow 'JokeFlow' never stops: no step returns a stop event, such as 'Stop<String>'
