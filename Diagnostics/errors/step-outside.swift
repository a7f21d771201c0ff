import Workflows

struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@Step func free(_ event: Start<String>) -> Stop<String> { Stop("") }
// expected:
// 4:3: error: step 'generate' is in no workflow; attach '@Workflow' to the type that declares it, or '@StepGroup'
// 7:1: error: step 'free' is in no workflow; attach '@Workflow' to the type that declares it, or '@StepGroup'
