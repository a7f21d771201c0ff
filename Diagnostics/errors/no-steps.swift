import Workflows

@Workflow
struct Empty {
  func generate(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
}
// expected:
// 3:1: error: workflow 'Empty' has no steps; mark its methods with '@Step'
