// Events that nobody makes or takes, in a workflow with groups.
import Workflows

struct Query: Event {}
struct Hit: Event {}
struct Ranked: Event {}
struct Other: Event {}
struct Lost: Event {}

@StepGroup
struct Retrieval {
  @Step func search(_ query: Query) -> [Hit] { [] }
  @Step func rank(_ hits: [Hit]) -> Ranked { Ranked() }
}

@Workflow
struct NotTaken {
  @Steps var retrieval = Retrieval()
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@Workflow
struct NotMade {
  @Steps var retrieval: Retrieval
  @Step func answer(_ event: Either<Start<String>, Ranked>) -> Stop<String> { Stop("") }
}

@Workflow
struct OwnNotTaken {
  @Steps let retrieval: Retrieval
  @Step func ask(_ event: Start<String>) -> [Either<Query, Lost>] { [] }
  @Step func answer(_ ranked: Ranked) -> Stop<String> { Stop("") }
}

@Workflow
struct OwnNotMade {
  @Steps let retrieval: Retrieval
  @Step func ask(_ event: Start<String>) -> Query { Query() }
  @Step func answer(_ ranked: Ranked) -> Stop<String> { Stop("") }
  @Step func other(_ event: Other) -> Stop<String> { Stop("") }
}

@StepGroup
struct Pairs {
  struct Left: Event {}
  @Step func pair(_ left: Left, _ other: Other) -> Lost { Lost() }
}

@Workflow
struct Two {
  @Steps var retrieval = Retrieval()
  @Steps var pairs = Pairs()
  @Step func ask(_ event: Start<String>) -> Query { Query() }
  @Step func answer(_ ranked: Ranked) -> Either<Stop<String>, Pairs.Left> { .first(Stop("")) }
}
// expected:
// 18:14: error: '_edgeFrom0' is unavailable: step 'rank' of group 'Retrieval' returns 'Ranked', but no step of the workflow takes it
// 24:14: error: '_edgeTo0' is unavailable: step 'search' of group 'Retrieval' takes 'Query', but no step of the workflow produces it
// 31:60: error: step 'ask' returns 'Lost', but no step of 'OwnNotTaken' takes it
// 40:29: error: step 'other' takes 'Other', but no step of 'OwnNotMade' produces it
// 52:14: error: '_edgeFrom0' is unavailable: step 'pair' of group 'Pairs' returns 'Lost', but no step of the workflow takes it
// 52:14: error: '_edgeTo1' is unavailable: step 'pair' of group 'Pairs' takes 'Other', but no step of the workflow produces it
