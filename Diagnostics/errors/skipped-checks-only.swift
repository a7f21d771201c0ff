import Workflows

// A check that is waived is waived, and no other.
struct Hook: Event {}
struct Log: Event {}

@Workflow(skipGraphChecks: [.deadEnd])
struct JokeFlow {
  @Step(skipGraphChecks: [.missingProducer]) func begin(_ event: Start<String>) -> Either<Log, Stop<String>> { .second(Stop("")) }
  @Step(skipGraphChecks: [.terminalEvent]) func hook(_ event: Hook) -> Stop<String> { Stop("") }
}
// expected:
// 10:63: error: step 'hook' takes 'Hook', but no step of 'JokeFlow' produces it
// 9:91: error: step 'begin' returns 'Log', but no step of 'JokeFlow' takes it
