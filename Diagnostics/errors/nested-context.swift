import Workflows

@Workflow
struct JokeFlow {
  struct Context {}
  @Step func only(_ event: Start<String>) -> Stop<String> { Stop("") }
}
// expected:
// 5:10: error: 'Context' is what the steps of 'JokeFlow' take beside their events; give this type another name
