// flags: -D PRODUCTION
import Workflows

struct Joke: Event {}

@Workflow
struct JokeFlow {
  #if PRODUCTION
  @EventUnion enum Review { case again(Joke), done(Stop<String>) }

  @Workflow
  struct Inner {
    @Step func generate(_ event: Start<String>) -> Review { .again(Joke()) }
    @Step func critique(_ joke: Joke) -> Stop<String> { Stop("") }
  }
  #endif

  @Step
  #if PRODUCTION
  @MainActor
  #endif
  func generate(_ event: Start<String>) -> Stop<String> {
    #if PRODUCTION
    Stop("production")
    #else
    Stop("")
    #endif
  }
}
