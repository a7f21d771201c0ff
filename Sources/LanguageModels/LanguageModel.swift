/// A model that continues text and conversations.
///
/// The words are those of LlamaIndex: *complete* takes a prompt, *chat* a conversation; the *stream* forms deliver the
/// answer in pieces as it is made. A model is a value to be handed around as `any LanguageModel`:
///
/// ```swift
/// let llm: any LanguageModel = OpenAI(model: "gpt-4o-mini")
/// for try await chunk in llm.streamComplete("Please give me the first paragraph of Moby Dick.") {
///   print(chunk.delta, terminator: "")
/// }
/// ```
///
/// Everything throws ``LanguageModelError``, or `CancellationError` if the task that asks is cancelled, and may be called
/// from any number of tasks at once. A stream is *cold*: nothing is asked of the model until iteration begins, and each
/// iteration asks again.
///
/// A conformance needs ``streamChat(_:tools:)``. The other requirements have default implementations based on it.
public protocol LanguageModel: Sendable {
  /// Answers a prompt.
  ///
  /// - Parameter prompt: What the model is asked, as a single message of a user.
  /// - Returns: The whole answer.
  func complete(_ prompt: String) async throws -> CompletionResponse

  /// Answers a prompt piece by piece.
  ///
  /// - Parameter prompt: What the model is asked, as a single message of a user.
  /// - Returns: The pieces of the answer, asked for when iteration begins.
  func streamComplete(_ prompt: String) -> CompletionStream

  /// Answers a conversation.
  ///
  /// - Parameters:
  ///   - messages: The conversation so far, oldest message first.
  ///   - tools: What the model may ask to have called. Its calls are in the answer; nothing is called.
  /// - Returns: The whole answer.
  func chat(_ messages: [ChatMessage], tools: [Tool]) async throws -> ChatResponse

  /// Answers a conversation piece by piece.
  ///
  /// - Parameters:
  ///   - messages: The conversation so far, oldest message first.
  ///   - tools: What the model may ask to have called. Its calls are in the answer; nothing is called.
  /// - Returns: The pieces of the answer, asked for when iteration begins.
  func streamChat(_ messages: [ChatMessage], tools: [Tool]) -> ChatStream
}

extension LanguageModel {
  /// Answers a prompt, by way of ``chat(_:tools:)``.
  public func complete(_ prompt: String) async throws -> CompletionResponse {
    CompletionResponse(try await chat([.user(prompt)]))
  }

  /// Answers a prompt piece by piece, by way of ``streamChat(_:tools:)``.
  public func streamComplete(_ prompt: String) -> CompletionStream {
    CompletionStream(streamChat([.user(prompt)]))
  }

  /// Answers a conversation, by collecting ``streamChat(_:tools:)``.
  public func chat(_ messages: [ChatMessage], tools: [Tool]) async throws -> ChatResponse {
    try await streamChat(messages, tools: tools).collect()
  }

  /// Answers a conversation without tools.
  public func chat(_ messages: [ChatMessage]) async throws -> ChatResponse {
    try await chat(messages, tools: [])
  }

  /// Answers a conversation piece by piece, without tools.
  public func streamChat(_ messages: [ChatMessage]) -> ChatStream {
    streamChat(messages, tools: [])
  }
}
