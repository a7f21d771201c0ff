import Workflows

struct Joke: Event { var text: String }
struct Critique: Event { var text: String }

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func tell(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
  @Step func grade(
    context: Context,
    _ critique:
      Critique
  ) -> Stop<String> { Stop(critique.text) }
}
// expected:
// 13:7: error: step 'grade' takes 'Critique', but no step of 'JokeFlow' produces it
