import Workflows

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step func finish(_ event: Jok) -> Stop<String> { Stop("") }
}
// expected:
// 6:30: error: cannot find type 'Jok' in scope
// in an expansion: error: cannot find type 'Jok' in scope
// 6:30: error: cannot find type 'Jok' in scope
