import Workflows

struct Begin: StartEvent {}

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
  @Step func begin(_ event: Begin) -> Stop<String> { Stop("") }
}
// expected:
// 8:29: error: workflow 'JokeFlow' has more than one start event: 'Start<String>', 'Begin'
