/// What one piece of an answer adds: what a ``LanguageModel`` feeds to a ``ChatStream``.
public struct ChatDelta: Sendable, Hashable, Codable {
  /// Text to append to the answer.
  public var text: String

  /// Pieces of tool calls.
  public var toolCalls: [ToolCallDelta]

  /// Why the model stopped, in the piece that says so.
  public var finishReason: FinishReason?

  /// How many tokens it took, in the piece that says so.
  public var usage: TokenUsage?

  /// Creates a piece.
  public init(
    text: String = "", toolCalls: [ToolCallDelta] = [], finishReason: FinishReason? = nil, usage: TokenUsage? = nil
  ) {
    self.text = text
    self.toolCalls = toolCalls
    self.finishReason = finishReason
    self.usage = usage
  }
}

/// A piece of a tool call.
public struct ToolCallDelta: Sendable, Hashable, Codable {
  /// Which call of the answer this belongs to.
  ///
  /// Numbers order the calls, and may have gaps. `nil` means the call last written to, or a new one if there is an
  /// ``id`` not seen before.
  public var index: Int?

  /// The ``ToolCall/id``, usually in the first piece only.
  public var id: String?

  /// The ``ToolCall/name``, usually in the first piece only.
  public var name: String?

  /// Text to append to ``ToolCall/arguments``.
  public var arguments: String

  /// Creates a piece of a tool call.
  public init(index: Int? = nil, id: String? = nil, name: String? = nil, arguments: String = "") {
    self.index = index
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}
