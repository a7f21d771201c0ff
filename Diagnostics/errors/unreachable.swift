import Workflows

struct Ping: Event {}
struct Pong: Event {}

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
  @Step func ping(_ event: Ping) -> Either<Pong, Stop<String>> { .first(Pong()) }
  @Step func pong(_ event: Pong) -> Ping { Ping() }
}
// expected:
// 9:14: error: step 'ping' can never run: nothing that leads to it starts from 'Start<String>'
// 10:14: error: step 'pong' can never run: nothing that leads to it starts from 'Start<String>'
