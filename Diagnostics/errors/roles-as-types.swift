// flags: -suppress-warnings
import Workflows

@Workflow
struct JokeFlow {
  @Step func generate(_ event: StartEvent) -> StopEvent { Stop("") }
}
// expected:
// 6:32: error: step 'generate' takes 'StartEvent', which is a protocol; take 'Start<String>', or a type of your own that conforms to it
// 6:47: error: step 'generate' returns 'StopEvent', which is a protocol; return 'Stop<String>', or a type of your own that conforms to it
