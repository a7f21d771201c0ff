// flags: -default-isolation MainActor
import Workflows

struct Joke: Event { var text: String }
struct Begin: StartEvent {}

@Workflow
struct JokeFlow {
  struct State: WorkflowState { var count = 0 }
  @EventUnion enum Outcome { case again(Joke), done(Stop<String>) }

  @Step func generate(_ event: Begin) -> Joke { Joke(text: "") }
  @Step @MainActor func critique(_ joke: Joke, context: Context) async throws -> Outcome {
    context.store.edit { $0.count += 1 }
    return .done(Stop(joke.text))
  }
}

@Workflow
@MainActor
final class OnMain {
  var count = 0
  @Step func generate(_ event: Start<String>) -> Stop<String> { count += 1; return Stop("") }
}

@Workflow
actor OnItsOwn {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
}
