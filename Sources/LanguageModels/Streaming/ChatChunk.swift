/// A piece of the answer to a conversation, with the answer so far.
public struct ChatChunk: Sendable, Hashable {
  /// The text this piece adds; empty in one that only calls tools or ends the answer.
  public var delta: String

  /// The text so far.
  public var text: String

  /// The pieces of tool calls that this piece adds, as they came.
  public var toolCallDeltas: [ToolCallDelta]

  /// The tool calls so far.
  ///
  /// The arguments of the last one may be incomplete until the stream has ended.
  public var toolCalls: [ToolCall]

  /// Why the model stopped, from the piece on that says so.
  public var finishReason: FinishReason?

  /// How many tokens it took, from the piece on that says so.
  public var usage: TokenUsage?

  /// The message so far.
  ///
  /// After the last piece it is whole.
  public var message: ChatMessage { .assistant(text, toolCalls: toolCalls) }

  /// Creates a piece.
  public init(
    delta: String, text: String, toolCallDeltas: [ToolCallDelta] = [], toolCalls: [ToolCall] = [],
    finishReason: FinishReason? = nil, usage: TokenUsage? = nil
  ) {
    self.delta = delta
    self.text = text
    self.toolCallDeltas = toolCallDeltas
    self.toolCalls = toolCalls
    self.finishReason = finishReason
    self.usage = usage
  }
}
