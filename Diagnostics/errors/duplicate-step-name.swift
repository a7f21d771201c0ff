import Workflows

struct Joke: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func handle(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func handle(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
}
// expected:
// 8:14: error: two steps are named 'handle'; steps are known by their names
