import Workflows

struct Joke: Event { var text: String }

@Workflow
struct Mixed {
  @Step @MainActor
  func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }

  @MainActor @Step
  func judge(_ joke: Joke, context: Context) async throws -> Stop<String>? { Stop(joke.text) }
}

@MainActor
final class Screen { var text = "" }

@Workflow
@MainActor
final class Presenter {
  let screen = Screen()
  var shown = 0

  @Step
  func show(_ event: Start<String>, context: Context) -> Joke {
    screen.text = event.input
    shown += 1
    return Joke(text: event.input)
  }

  @Step
  nonisolated func tell(_ joke: Joke) async -> Stop<String> { Stop(joke.text) }
}
