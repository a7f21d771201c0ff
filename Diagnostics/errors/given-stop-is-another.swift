import Workflows

@Workflow(stop: Stop<Int>.self)
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
}
// expected:
// 3:17: error: workflow 'JokeFlow' stops with 'Stop<Int>', but its steps return 'Stop<String>'
