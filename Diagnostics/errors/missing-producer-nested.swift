import Workflows

@Workflow
struct JokeFlow {
  struct Joke: Event { var text: String }
  struct Critique: Event { var text: String }
  @Step func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func tell(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
  @Step func grade(_ critique: Critique) -> Stop<String> { Stop(critique.text) }
}
// expected:
// 9:32: error: step 'grade' takes 'Critique', but no step of 'JokeFlow' produces it
