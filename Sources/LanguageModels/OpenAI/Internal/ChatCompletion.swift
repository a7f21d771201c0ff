/// The body of a response: a whole answer, or one chunk of a streamed one.
///
/// The two differ in whether a choice has a `message` or a `delta`. Everything is optional that some server leaves out
/// or sends as `null`: Azure begins with a chunk without choices, and the last chunk has only usage.
struct ChatCompletion: Decodable {
  var choices: [Choice]?
  var usage: TokenUsage?
  var error: ServerError?

  struct Choice: Decodable {
    var index: Int?
    var message: Content?
    var delta: Content?
    var finishReason: String?

    enum CodingKeys: String, CodingKey {
      case index, message, delta
      case finishReason = "finish_reason"
    }
  }

  struct Content: Decodable {
    var content: String?
    var toolCalls: [Call]?

    enum CodingKeys: String, CodingKey {
      case content
      case toolCalls = "tool_calls"
    }
  }

  struct Call: Decodable {
    var index: Int?
    var id: String?
    var function: Function?

    struct Function: Decodable {
      var name: String?
      var arguments: String?
    }
  }

  /// What this adds to an answer.
  ///
  /// Only one choice is ever asked for.
  var delta: ChatDelta {
    let choice = choices?.first { ($0.index ?? 0) == 0 }
    let content = choice?.delta ?? choice?.message
    let calls = (content?.toolCalls ?? []).enumerated().map { offset, call in
      // Calls of a whole message are whole, and in order, and several in one piece are several.
      let place = (content?.toolCalls?.count ?? 0) > 1 ? offset : nil
      return ToolCallDelta(
        index: choice?.message == nil ? call.index ?? place : offset, id: call.id, name: call.function?.name,
        arguments: call.function?.arguments ?? "")
    }
    // Some servers send an empty reason until there is one.
    let reason = choice?.finishReason.flatMap { $0.isEmpty ? nil : FinishReason(rawValue: $0) }
    return ChatDelta(text: content?.content ?? "", toolCalls: calls, finishReason: reason, usage: usage)
  }
}

extension ChatDelta {
  /// Whether this adds nothing that a reader could see, such as the chunk that only names the role.
  var isEmpty: Bool { text.isEmpty && toolCalls.isEmpty && finishReason == nil && usage == nil }
}
