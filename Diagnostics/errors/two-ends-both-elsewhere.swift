import Workflows

// The compiler infers which event starts a run, and says of itself that two are too many.
struct B1: StartEvent {}
struct B2: StartEvent {}
struct R1: StopEvent {}
struct R2: StopEvent {}

@Workflow
struct Flow {
  @Step func a(_ e: B1) -> R1 { R1() }
  @Step func b(_ e: B2) -> R2 { R2() }
}
// expected:
// in an expansion: error: type 'Flow' does not conform to protocol 'Workflow'
// in an expansion: error: type 'Flow' does not conform to protocol 'Workflow'
// 12:21: error: workflow 'Flow' has more than one start event: 'B1', 'B2'
// 12:28: error: steps of 'Flow' stop with different events: 'R1', 'R2'
