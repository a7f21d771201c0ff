// flags: -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature NonisolatedNonsendingByDefault -enable-upcoming-feature InferIsolatedConformances -warnings-as-errors
import Workflows

struct Joke: Event { var text: String }

@Workflow
struct JokeFlow {
  struct State: WorkflowState { var count = 0 }
  @EventUnion enum Outcome { case again(Joke), done(Stop<String>) }

  @Step func generate(_ event: Start<String>) -> Joke { Joke(text: "") }
  @Step @MainActor func critique(_ joke: Joke, context: Context) -> Outcome { .done(Stop(joke.text)) }
}

@Workflow
actor Acting {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
}
