// flags: -default-isolation MainActor
import Workflows

struct Query: Event {}
struct Hit: Event {}

@StepGroup
struct Retrieval {
  struct State: WorkflowState { var count = 0 }
  @Step func search(_ query: Query, context: Context) -> [Hit] { [] }
  @Step nonisolated func look(_ query: Query) {}
}

@StepGroup
actor OnItsOwn {
  @Step func look(_ query: Query) {}
}

@StepGroup
@MainActor final class OnMain {
  var count = 0
  @Step func look(_ query: Query) { count += 1 }
}

@Workflow
struct Answering {
  struct State: WorkflowState { var retrieval = Retrieval.State() }
  @Steps(state: \State.retrieval) var retrieval = Retrieval()
  @Steps let own: OnItsOwn
  @Steps let main = OnMain()
  @Step func ask(_ event: Start<String>) -> Query { Query() }
  @Step func answer(_ hits: [Hit]) -> Stop<Int> { Stop(0) }
}
