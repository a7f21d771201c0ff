// flags: -swift-version 5
import Workflows

struct Query: Event {}
struct Hit: Event {}

@StepGroup
final class Retrieval {
  struct State: WorkflowState { var count = 0 }
  @Step func search(_ query: Query, context: Context) -> [Hit] { [] }
}

@Workflow
actor Answering {
  struct State: WorkflowState { var retrieval = Retrieval.State() }
  @Steps(state: \State.retrieval) var retrieval = Retrieval()
  @Step func ask(_ event: Start<String>) -> Query { Query() }
  @Step func answer(_ hits: [Hit]) -> Stop<Int> { Stop(0) }
}
