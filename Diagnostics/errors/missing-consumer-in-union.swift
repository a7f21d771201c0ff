import Workflows

struct Joke: Event { var text: String }
struct Log: Event {}

@Workflow
struct JokeFlow {
  struct Critique: Event { var text: String }
  @EventUnion enum Verdict {
    case done(Stop<String>)
    case critique(Critique)
  }

  @Step(sends: Log.self) func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func critique(_ joke: Joke) -> [Verdict] { [] }
}
// expected:
// 14:16: error: step 'generate' returns 'Log', but no step of 'JokeFlow' takes it
// 11:19: error: step 'critique' returns 'Critique', but no step of 'JokeFlow' takes it
