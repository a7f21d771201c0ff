import Workflows

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String>? { nil }
}

extension JokeFlow {
  @Step func tell(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
}
// expected:
// 9:3: error: step 'tell' is in an extension, into which '@Workflow' does not see; move it into the declaration of 'JokeFlow'
