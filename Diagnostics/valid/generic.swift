import Workflows

protocol Model: Sendable { func complete(_ prompt: String) async throws -> String }
struct Draft<Text: Codable & Sendable>: Event { var text: Text }

@Workflow
struct Writing<M: Model, Text: Codable & Sendable> {
  var model: M
  var make: @Sendable (String) -> Text

  @Step
  func write(_ event: Start<String>, context: Context) async throws -> Draft<Text> {
    Draft(text: make(try await model.complete(event.input)))
  }

  @Step
  func finish(_ draft: Draft<Text>) -> Stop<Text> { Stop(draft.text) }
}

struct Outer<T: Codable & Sendable> {
  @Workflow
  struct Inner {
    @Step func only(_ event: Start<T>) -> Stop<T> { Stop(event.input) }
  }
}

func check(_ model: some Model) throws {
  try Writing(model: model, make: { $0 }).validate()
  try Outer<Int>.Inner().validate()
}
