import Workflows

@Workflow(timeout: .seconds(-1), numConcurrentRuns: 0)
struct JokeFlow {
  @Step func a(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@Workflow(termination: .implicit)
struct Implicit {
  @Step func a(_ event: Start<String>) -> Stop<String>? { nil }
}

let type = Stop<String>.self

@Workflow(stop: type)
struct Computed {
  @Step func a(_ event: Start<String>) -> Stop<String> { Stop("") }
}
// expected:
// 3:53: error: numConcurrentRuns is 0; give at least 1
// 3:20: error: the timeout of workflow 'JokeFlow' is '.seconds(-1)'; give zero or more, or nil for none
// 15:17: error: 'stop:' needs a type that is written out, such as 'Begin.self'
// 10:43: error: workflow 'Implicit' ends implicitly, but 'Stop<String>' needs a value; stop with 'Stop<Nothing>' or with a 'Stop' of an optional
