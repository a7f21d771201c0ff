import Workflows

struct Joke: Event {}

@Workflow
struct JokeFlow {
  @EventUnion private enum Outcome { case again(Joke), done(Stop<String>) }

  @Step private func generate(_ event: Start<String>) -> Outcome { .again(Joke()) }
  @Step private func critique(_ joke: Joke) -> Outcome { .again(Joke()) }
}
// expected:
// 7:3: error: 'Outcome' is 'private' within another type, where its conformance cannot reach it; make it 'fileprivate'
