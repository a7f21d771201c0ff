import Workflows

struct Ping: Event {}
struct Pong: Event {}

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Either<Ping, Stop<String>> { .first(Ping()) }
  @Step func ping(_ event: Ping) -> Pong { Pong() }
  @Step func pong(_ event: Pong) -> Ping { Ping() }
}
// expected:
// 9:14: error: step 'ping' leads nowhere: no stop event can follow from what it returns
// 10:14: error: step 'pong' leads nowhere: no stop event can follow from what it returns
