import Workflows

@Workflow
struct JokeFlow {
  @Step(numWorkers: 0) func a(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step(numWorkers: -2) func b(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step(timeout: .seconds(-1)) func c(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step(timeout: .idle(.milliseconds(-1.5))) func d(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step(retry: .exponentialBackoff(maxAttempts: 0)) func e(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step(retry: .constantDelay(.seconds(-1), maxAttempts: 2)) func f(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step(retry: RetryPolicy(stop: .afterAttempt(0) | .afterDelay(.seconds(30))))
  func g(_ event: Start<String>) -> Stop<String> { Stop("") }
}
// expected:
// 5:21: error: step 'a' has 0 workers; give at least 1
// 6:21: error: step 'b' has -2 workers; give at least 1
// 7:18: error: the timeout of step 'c' is '.seconds(-1)'; give zero or more
// 8:24: error: the timeout of step 'd' is '.milliseconds(-1.5)'; give zero or more
// 9:49: error: step 'e': retries stop after 0 attempts; give at least 1
// 10:31: error: step 'f': a retry delay is '.seconds(-1)'; give zero or more
// 11:48: error: step 'g': retries stop after 0 attempts; give at least 1
