import LanguageModels
import Workflows

struct JokeEvent: Event { var joke: String }

/// The first workflow of the Python documentation: a step writes a joke, the next one criticises it.
@Workflow(timeout: .seconds(60))
struct JokeFlow {
  var llm: any LanguageModel

  @Step
  func generateJoke(_ event: Start<String>, context: Context) async throws -> JokeEvent {
    let response = try await llm.complete("Write your best joke about \(event.input).")
    let joke = JokeEvent(joke: response.text)
    context.writeEventToStream(joke)
    return joke
  }

  @Step
  func critiqueJoke(_ event: JokeEvent) async throws -> Stop<String> {
    let response = try await llm.complete(
      "Give a thorough analysis and critique of the following joke: \(event.joke)")
    return Stop(response.text)
  }
}
