// What '@Steps' cannot stand on.
import Workflows

struct Query: Event {}

@StepGroup
struct Retrieval {
  @Step func search(_ query: Query) -> Stop<String> { Stop("") }
}

@Workflow
struct Child {
  @Step func ask(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@Workflow
struct Computed {
  @Steps var retrieval: Retrieval { Retrieval() }
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@Workflow
struct Static {
  @Steps static let retrieval = Retrieval()
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@Workflow
struct Lazy {
  @Steps lazy var retrieval = Retrieval()
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@Workflow
struct NoType {
  @Steps let retrieval
  @Step func ask(_ event: Start<String>) -> Either<Query, Stop<String>> { .first(Query()) }
}

@Workflow
struct NoGroup {
  @Steps var retrieval = 3
  @Steps var optional: Retrieval?
  @Step func ask(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@Workflow
struct WorkflowAsGroup {
  @Steps var child = Child()
  @Step func ask(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@Workflow
struct OnAMethod {
  @Steps func ask(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step func answer(_ event: Start<String>) -> Stop<String> { Stop("") }
}

struct Outside {
  @Steps var retrieval = Retrieval()
}

@Workflow
struct Conditional {
  #if DEBUG
  @Steps var retrieval = Retrieval()
  #endif
  @Step func ask(_ event: Start<String>) -> Stop<String> { Stop("") }
}
// expected:
// 18:14: error: property 'retrieval' is computed; a group is stored in every value
// 24:10: error: property 'retrieval' is 'static'; a group is stored in every value
// 30:10: error: property 'retrieval' is 'lazy'; a group is stored in every value
// 36:14: error: type annotation missing in pattern
// 55:3: error: '@Steps' marks properties, and this is none
// 60:3: error: group 'retrieval' is in no workflow; attach '@Workflow' to the type that declares it, or '@StepGroup'
// 66:14: error: group 'retrieval' is within '#if', where '@Workflow' cannot tell whether it exists; declare the whole type in each branch
// 42:14: error: 'retrieval' is no group of steps; let it be of a type that is marked with '@StepGroup'
// 43:14: error: 'optional' is no group of steps; let it be of a type that is marked with '@StepGroup'
// 49:14: error: 'child' is a workflow and no group of steps; mark its type with '@StepGroup', or run it in a step: 'context.run(…)'
