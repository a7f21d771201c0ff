import Workflows

@Workflow
struct JokeFlow {
  struct Joke: Event {}
  @Step func generate(_ event: Start<String>) -> Joke { Joke() }
  @Step func critique(_ joke: Joke) {}
}
// expected:
// 3:1: error: workflow 'JokeFlow' never stops: no step returns a stop event, such as 'Stop<String>'
