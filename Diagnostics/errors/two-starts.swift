import Workflows

struct Joke: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func count(_ event: Start<Int>) -> Joke { Joke(text: "\(event.input)") }
  @Step func critique(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
}
// expected:
// 8:29: error: workflow 'JokeFlow' has more than one start event: 'Start<String>', 'Start<Int>'
