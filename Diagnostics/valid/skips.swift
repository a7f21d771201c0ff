import Workflows

struct Hook: Event {}
struct Log: Event {}
struct Ping: Event {}
struct Pong: Event {}

@Workflow
struct PerStep {
  @Step(skipGraphChecks: [.terminalEvent])
  func begin(_ event: Start<Int>) -> Either<Log, Stop<Int>> { .second(Stop(1)) }

  @Step(skipGraphChecks: [.missingProducer])
  func hook(_ event: Hook) {}

  @Step(external: true)
  func external(_ event: Hook) -> Stop<Int>? { nil }

  @Step(skipGraphChecks: [.reachability, .deadEnd])
  func ping(_ event: Ping) -> Pong { Pong() }

  @Step(skipGraphChecks: [GraphCheck.reachability, GraphCheck.deadEnd])
  func pong(_ event: Pong) -> Ping { Ping() }
}

@Workflow(skipGraphChecks: [.terminalEvent, .missingProducer, .reachability, .deadEnd])
struct Whole {
  @Step func begin(_ event: Start<Int>) -> Log { Log() }
  @Step func hook(_ event: Hook) {}
  @Step func ping(_ event: Ping) -> Pong { Pong() }
  @Step func pong(_ event: Pong) -> Ping { Ping() }
}

@Workflow(termination: .implicit)
struct Implicit {
  @Step func begin(_ event: Start<Int>) -> Log { Log() }
  @Step func log(_ event: Log) {}
}

@Workflow(termination: .implicit)
struct ImplicitOptional {
  @Step func begin(_ event: Start<Int>) -> Stop<Int?>? { nil }
}
