import Workflows

@Workflow
final class JokeFlow {
  var count = 0
  @Step func generate(_ event: Start<String>) -> Stop<String> { count += 1; return Stop("") }
}
// expected:
// 5:7: error: stored property 'count' of 'Sendable'-conforming class 'JokeFlow' is mutable
