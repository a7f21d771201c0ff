import Workflows

// Another name does not hide a mistake.
struct Joke: Event {}
struct Critique: Event {}
typealias J = Joke
typealias C = Critique

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> J { J() }
  @Step func tell(_ joke: Joke) -> Either<Stop<String>, C> { .first(Stop("")) }
}
// expected:
// 12:57: error: step 'tell' returns 'C', but no step of 'JokeFlow' takes it
