import Workflows

struct GaveUp: TerminationEvent {}

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Either<Stop<String>, WorkflowCancelledEvent> { .first(Stop("")) }
  @Step func giveUp(_ event: Start<String>) -> GaveUp? { nil }
}
// expected:
// 7:71: error: step 'generate' returns 'WorkflowCancelledEvent', which only the runtime does; throw an error instead
// 8:48: error: step 'giveUp' returns 'GaveUp', which only the runtime does; throw an error instead
