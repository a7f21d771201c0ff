/// One message of a conversation.
///
/// Its encoded form is the message of the
/// [OpenAI chat API](https://platform.openai.com/docs/api-reference/chat/create), so a stored conversation can be read
/// by other programs.
public struct ChatMessage: Sendable, Hashable {
  /// Who says it.
  public var role: Role

  /// The text.
  ///
  /// It is empty in an assistant's message that only calls tools.
  public var content: String

  /// What the assistant asks to have called, in the order it asks.
  ///
  /// Empty for every other role.
  public var toolCalls: [ToolCall]

  /// The ``ToolCall/id`` that a tool's message answers.
  ///
  /// `nil` for every other role.
  public var toolCallID: String?

  /// Creates a message; ``system(_:)``, ``user(_:)``, ``assistant(_:toolCalls:)`` and ``tool(_:callID:)`` read better.
  public init(role: Role, content: String, toolCalls: [ToolCall] = [], toolCallID: String? = nil) {
    self.role = role
    self.content = content
    self.toolCalls = toolCalls
    self.toolCallID = toolCallID
  }

  /// Who says a message.
  public struct Role: RawRepresentable, Sendable, Hashable, Codable {
    /// The name of the role on the wire.
    public var rawValue: String

    /// Creates a role from its name on the wire, such as `developer`, which some servers know besides those here.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// The program's standing instructions.
    public static let system = Role(rawValue: "system")

    /// The one who asks.
    public static let user = Role(rawValue: "user")

    /// The model.
    public static let assistant = Role(rawValue: "assistant")

    /// The result of a tool the model asked to have called.
    public static let tool = Role(rawValue: "tool")
  }

  /// The program's standing instructions.
  public static func system(_ content: String) -> ChatMessage {
    ChatMessage(role: .system, content: content)
  }

  /// What a user asks.
  public static func user(_ content: String) -> ChatMessage {
    ChatMessage(role: .user, content: content)
  }

  /// What the model answered.
  public static func assistant(_ content: String, toolCalls: [ToolCall] = []) -> ChatMessage {
    ChatMessage(role: .assistant, content: content, toolCalls: toolCalls)
  }

  /// The result of a tool.
  ///
  /// - Parameters:
  ///   - content: The result, as text or JSON.
  ///   - callID: The ``ToolCall/id`` this answers.
  public static func tool(_ content: String, callID: String) -> ChatMessage {
    ChatMessage(role: .tool, content: content, toolCallID: callID)
  }
}

extension ChatMessage: Codable {
  private enum CodingKeys: String, CodingKey {
    case role
    case content
    case toolCalls = "tool_calls"
    case toolCallID = "tool_call_id"
  }

  /// Reads a message in the shape of the OpenAI API, where `null` content stands for none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    role = try container.decode(Role.self, forKey: .role)
    content = try container.decodeIfPresent(String.self, forKey: .content) ?? ""
    toolCalls = try container.decodeIfPresent([ToolCall].self, forKey: .toolCalls) ?? []
    toolCallID = try container.decodeIfPresent(String.self, forKey: .toolCallID)
  }

  /// Writes the message in the shape of the OpenAI API.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(role, forKey: .role)
    if content.isEmpty && !toolCalls.isEmpty {
      // Servers distinguish a message that only calls tools from one that says nothing.
      try container.encodeNil(forKey: .content)
    } else {
      try container.encode(content, forKey: .content)
    }
    if !toolCalls.isEmpty { try container.encode(toolCalls, forKey: .toolCalls) }
    try container.encodeIfPresent(toolCallID, forKey: .toolCallID)
  }
}
