// A group with a state needs a place for it in the state of the workflow.
import Workflows

struct Query: Event {}

@StepGroup
struct Counting {
  struct State: WorkflowState { var count = 0 }
  @Step func count(_ query: Query, context: Context) { context.store.edit { $0.count += 1 } }
}

@StepGroup
struct Plain {
  @Step func look(_ query: Query) {}
}

struct Another: WorkflowState {}

@Workflow
struct Missing {
  @Steps var counting = Counting()
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@StepGroup
struct MissingInAGroup {
  @Steps var counting: Counting
}

@Workflow
struct Wrong {
  struct State: WorkflowState {
    var another = Another()
    var counting = Counting.State()
  }
  @Steps(state: \State.another) var counting = Counting()
  @Steps(state: \State.another) var plain = Plain()
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@Workflow
struct OfSomethingElse {
  struct State: WorkflowState {
    var counting = Counting.State()
  }
  @Steps(state: \Wrong.State.counting) var counting = Counting()
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@Workflow
struct ReadOnly {
  struct State: WorkflowState {
    var counting: Counting.State { Counting.State() }
  }
  @Steps(state: \State.counting) var counting = Counting()
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}
// expected:
// 21:14: error: group 'counting' has a state, which must be a part of that of 'Missing'; write where: '@Steps(state: \State.counting)'
// 27:14: error: group 'counting' has a state, which must be a part of that of 'MissingInAGroup'; write where: '@Steps(state: \State.counting)'
// 36:37: error: 'state:' has to lead from the state of 'Wrong' to a variable that is the state of group 'counting'; leave it out if the group has none
// 37:37: error: 'state:' has to lead from the state of 'Wrong' to a variable that is the state of group 'plain'; leave it out if the group has none
// 46:44: error: 'state:' has to lead from the state of 'OfSomethingElse' to a variable that is the state of group 'counting'; leave it out if the group has none
// 55:38: error: 'state:' has to lead from the state of 'ReadOnly' to a variable that is the state of group 'counting'; leave it out if the group has none
