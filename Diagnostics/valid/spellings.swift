import Workflows

struct Joke: Event { var text: String }
struct Critique: Event { var text: String }
typealias J = Joke
typealias Begin = Start<String>
typealias Text = String
typealias Jokes = [Joke]
typealias Nothing2 = Void

// One event, many names.
@Workflow
struct Spelled {
  typealias Inner = Critique
  struct Own: Event {}

  @Step func one(_ event: Begin) -> (J)? { nil }
  @Step func two(_ joke: Joke) -> Optional<Swift.Array<Self.Own>> { [] }
  @Step func three(_ own: borrowing Spelled.Own) -> Inner? { nil }
  @Step func four(_ critique: (Critique)) -> Either<Own, Workflows.Either<J, Workflows.Stop<Text>>>? { nil }
  @Step func five(_ event: sending Start<Text>) -> Jokes { [] }
  @Step func six(_ event: Workflows.Start<Swift.String>, context: Self.Context) -> Nothing2 {}
  @Step func seven(_ event: Joke, context: Spelled.Context) -> Stop<String> { Stop("") }
}
