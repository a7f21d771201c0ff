extension ScriptedModel {
  /// What a ``ScriptedModel`` answers to one request.
  ///
  /// A string literal is one.
  public struct Reply: Sendable, ExpressibleByStringLiteral {
    /// The text, which is split into tokens.
    public var text: String

    /// The tool calls that follow the text.
    ///
    /// Their arguments are split into tokens, too.
    public var toolCalls: [ToolCall]

    /// Why the model says it stopped.
    public var finishReason: FinishReason

    private var failure: (position: Int, error: any Error)?

    /// Creates a reply of text.
    public init(stringLiteral text: String) {
      self.init(text: text, toolCalls: [], finishReason: .stop)
    }

    /// A reply of text.
    ///
    /// - Parameters:
    ///   - text: What the model says.
    ///   - finishReason: Why it says it stopped, such as ``FinishReason/length``.
    public static func text(_ text: String, finishReason: FinishReason = .stop) -> Reply {
      Reply(text: text, toolCalls: [], finishReason: finishReason)
    }

    /// A reply that asks to have tools called.
    ///
    /// - Parameters:
    ///   - calls: The calls.
    ///   - text: What the model says before.
    public static func calling(_ calls: ToolCall..., saying text: String = "") -> Reply {
      calling(calls, saying: text)
    }

    /// A reply that asks to have tools called, as many as there are.
    ///
    /// - Parameters:
    ///   - calls: The calls.
    ///   - text: What the model says before.
    public static func calling(_ calls: [ToolCall], saying text: String = "") -> Reply {
      Reply(text: text, toolCalls: calls, finishReason: .toolCalls)
    }

    /// A request that fails before anything arrives.
    public static func failure(_ error: any Error) -> Reply {
      Reply(stringLiteral: "").failing(atToken: 0, with: error)
    }

    /// The same reply, breaking off.
    ///
    /// - Parameters:
    ///   - position: How many tokens arrive before. If the reply has fewer, the error takes the place of its end.
    ///   - error: What is thrown. A ``LanguageModelError`` gets the text that had arrived as its `partial`.
    public func failing(atToken position: Int, with error: any Error) -> Reply {
      var reply = self
      reply.failure = (position, error)
      return reply
    }

    private init(text: String, toolCalls: [ToolCall], finishReason: FinishReason) {
      self.text = text
      self.toolCalls = toolCalls
      self.finishReason = finishReason
    }

    enum Piece {
      case token(ChatDelta)
      case end(ChatDelta)
      case failure(any Error)
    }

    func pieces(for request: Request) -> [Piece] {
      var tokens = Tokens.split(text).map { ChatDelta(text: $0) }
      for (index, call) in toolCalls.enumerated() {
        tokens.append(ChatDelta(toolCalls: [ToolCallDelta(index: index, id: call.id, name: call.name)]))
        tokens += Tokens.split(call.arguments).map { token in
          ChatDelta(toolCalls: [ToolCallDelta(index: index, arguments: token)])
        }
      }
      if let failure {
        return tokens.prefix(max(0, failure.position)).map { .token($0) } + [.failure(failure.error)]
      }
      let prompt = request.messages.reduce(0) { $0 + Tokens.split($1.content).count }
      let usage = TokenUsage(promptTokens: prompt, completionTokens: tokens.count)
      return tokens.map { .token($0) } + [.end(ChatDelta(finishReason: finishReason, usage: usage))]
    }
  }
}
