import Workflows

struct Joke: Event { var text: String }
struct Report: StopEvent { var text: String }

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Either<Joke, Stop<Int>> { .second(Stop(1)) }
  @Step func critique(_ joke: Joke) -> Report? { nil }
}
// expected:
// 9:40: error: steps of 'JokeFlow' stop with different events: 'Stop<Int>', 'Report'
