import Workflows

struct Begin: StartEvent {}

@Workflow(start: Begin.self)
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
}
// expected:
// 5:18: error: workflow 'JokeFlow' starts with 'Begin', but its steps take 'Start<String>'
