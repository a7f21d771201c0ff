import Workflows

enum Examples {
  struct Joke: Event { var text: String }

  enum Comedy {
    @Workflow
    struct JokeFlow {
      struct Critique: Event { var text: String }

      @Step func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
      @Step func critique(_ joke: Examples.Joke) -> Comedy.JokeFlow.Critique { .init(text: joke.text) }
      @Step func tell(_ critique: Critique) -> Stop<String> { Stop(critique.text) }
    }
  }
}

extension Examples.Comedy {
  @Workflow
  struct Another {
    @Step func generate(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
  }
}
