extension OpenAI: LanguageModel {
  /// Answers a conversation with a single request and a single response.
  public func chat(_ messages: [ChatMessage], tools: [Tool]) async throws -> ChatResponse {
    let exchange = try ChatExchange(self, messages, tools, streams: false)
    var body = try await exchange.send().body
    let bytes = try await body.collect(upTo: ChatDecoder.maximumSize)
    return ChatResponse(try exchange.decoder.answer(bytes))
  }

  /// Answers a conversation with a stream of server-sent events.
  public func streamChat(_ messages: [ChatMessage], tools: [Tool]) -> ChatStream {
    ChatStream(ChatDeltas(model: self, messages: messages, tools: tools))
  }
}

extension ChatResponse {
  /// The answer that a single piece makes.
  fileprivate init(_ delta: ChatDelta) {
    var calls = ToolCallAssembler()
    for call in delta.toolCalls { calls.add(call) }
    self.init(
      message: .assistant(delta.text, toolCalls: calls.calls), finishReason: delta.finishReason, usage: delta.usage)
  }
}
