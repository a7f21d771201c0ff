import Workflows

@Workflow
struct JokeFlow {
  @Step(numWorkers: "four", retries: 3) func handle(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
  @Step(numWorkers: 4.5) func half(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
}
// expected:
// 5:38: error: extra argument 'retries' in macro expansion
// 5:21: error: cannot convert value of type 'String' to expected argument type 'Int'
// 6:21: error: cannot convert value of type 'Double' to expected argument type 'Int'
