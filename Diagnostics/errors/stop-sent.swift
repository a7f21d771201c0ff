import Workflows

struct Joke: Event {}

@Workflow
struct JokeFlow {
  @Step(sends: Stop<String>.self) func generate(_ event: Start<String>) {}
}

@Workflow
struct Another {
  @Step(sends: Joke.self, WorkflowCancelledEvent.self) func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step func critique(_ joke: Joke) {}
}
// expected:
// 7:16: error: step 'generate' sends 'Stop<String>', which ends the run only when a step returns it; return it
// 12:27: error: step 'generate' sends 'WorkflowCancelledEvent', which ends the run only when a step returns it; return it
