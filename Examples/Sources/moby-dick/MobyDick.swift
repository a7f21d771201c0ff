import LanguageModels
import Workflows

struct FirstEvent: Event { var firstOutput: String }
struct SecondEvent: Event { var secondOutput: String; var response: String }
struct ProgressEvent: Event { var msg: String }

/// The workflow of the Python documentation's page on streaming.
@Workflow
struct MobyDick {
  var llm: any LanguageModel
  /// Where the second step is to fail, to show what a reader of the stream sees then.
  var failsAfterTokens: Int?

  @Step
  func stepOne(_ event: Start<String>, context: Context) -> FirstEvent {
    context.writeEventToStream(ProgressEvent(msg: "Step one is happening\n"))
    return FirstEvent(firstOutput: "First step complete.")
  }

  @Step(timeout: .idle(.seconds(30)))
  func stepTwo(_ event: FirstEvent, context: Context) async throws -> SecondEvent {
    var response = ""
    var tokens = 0
    let prompt = "Please give me the first 3 paragraphs of Moby Dick, a book in the public domain."
    for try await chunk in llm.streamComplete(prompt) {
      // The workflow streams each piece of the answer as it comes.
      context.writeEventToStream(ProgressEvent(msg: chunk.delta))
      response += chunk.delta
      tokens += 1
      if tokens == failsAfterTokens { throw Leviathan(tokens: tokens) }
    }
    return SecondEvent(secondOutput: "Second step complete, full response attached", response: response)
  }

  @Step
  func stepThree(_ event: SecondEvent, context: Context) -> Stop<String> {
    context.writeEventToStream(ProgressEvent(msg: "\nStep three is happening\n"))
    return Stop("Workflow complete.")
  }
}

/// What `--fail` throws.
struct Leviathan: Error, CustomStringConvertible {
  var tokens: Int
  var description: String { "the whale struck after \(tokens) tokens" }
}
