import Workflows

struct Joke: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Either<Joke, Stop<Int>> { .second(Stop(1)) }
  @Step func critique(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
}
// expected:
// 8:40: error: steps of 'JokeFlow' stop with different events: 'Stop<Int>', 'Stop<String>'
