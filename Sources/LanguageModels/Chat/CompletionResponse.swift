/// The whole answer to a prompt.
public struct CompletionResponse: Sendable, Hashable {
  /// What the model said.
  public var text: String

  /// Why the model stopped; `nil` if the server did not say.
  public var finishReason: FinishReason?

  /// How many tokens it took; `nil` if the server did not say.
  public var usage: TokenUsage?

  /// Creates a response.
  public init(text: String, finishReason: FinishReason? = nil, usage: TokenUsage? = nil) {
    self.text = text
    self.finishReason = finishReason
    self.usage = usage
  }

  /// The answer to a conversation of one prompt.
  public init(_ response: ChatResponse) {
    self.init(text: response.message.content, finishReason: response.finishReason, usage: response.usage)
  }
}
