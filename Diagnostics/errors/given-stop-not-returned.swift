import Workflows

struct Joke: Event {}
struct Report: StopEvent {}

@Workflow(stop: Report.self)
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Joke? { nil }
  @Step func judge(_ joke: Joke) {}
}
// expected:
// 6:17: error: workflow 'JokeFlow' never stops: no step returns 'Report'
