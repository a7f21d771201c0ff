import Workflows

struct Begin: Event {}

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Begin) -> Stop<String> { Stop("") }
}
// expected:
// 7:32: error: workflow 'JokeFlow' never starts: no step takes a start event, and 'Begin' is none; make it a 'StartEvent'
