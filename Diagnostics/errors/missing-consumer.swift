import Workflows

struct Joke: Event { var text: String }
struct Critique: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func critique(_ joke: Joke) -> Either<Stop<String>, Critique> { .first(Stop(joke.text)) }
}
// expected:
// 9:61: error: step 'critique' returns 'Critique', but no step of 'JokeFlow' takes it
