// flags: -D PRODUCTION
import Workflows

struct Essay: Event {}

@EventUnion enum Review {
  case again(Essay)
  #if PRODUCTION
  case accepted(Stop<String>)
  #endif
}

@Workflow
struct JokeFlow {
  #if PRODUCTION
  struct State: WorkflowState {}
  #endif

  #if PRODUCTION
  @Step
  #else
  @Step(numWorkers: 1)
  #endif
  func log(_ event: Start<String>) {}

  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
}
// expected:
// 16:10: error: 'State' is within '#if', where '@Workflow' cannot tell whether it exists; put the '#if' into it
// 24:8: error: step 'log' is within '#if', where '@Workflow' cannot tell whether it exists; put the '#if' into its body
// 9:8: error: case 'accepted' of 'Review' is within '#if', where '@EventUnion' cannot tell whether it exists; declare the whole union in each branch
