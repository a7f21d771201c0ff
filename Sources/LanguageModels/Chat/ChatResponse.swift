/// The whole answer to a conversation.
public struct ChatResponse: Sendable, Hashable {
  /// What the model said, to be added to the conversation.
  public var message: ChatMessage

  /// Why the model stopped; `nil` if the server did not say.
  public var finishReason: FinishReason?

  /// How many tokens it took; `nil` if the server did not say.
  public var usage: TokenUsage?

  /// Creates a response.
  public init(message: ChatMessage, finishReason: FinishReason? = nil, usage: TokenUsage? = nil) {
    self.message = message
    self.finishReason = finishReason
    self.usage = usage
  }
}
