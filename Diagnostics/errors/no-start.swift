import Workflows

struct Joke: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func again(_ joke: Joke) -> Joke? { joke }
  @Step func critique(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
}
// expected:
// 5:1: error: workflow 'JokeFlow' never starts: no step takes a start event, such as 'Start<String>'
