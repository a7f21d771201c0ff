import LanguageModels
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What every model gets from the protocol.
@Suite struct LanguageModelTests {
  /// A model that has only what it must have.
  struct Parrot: LanguageModel {
    func streamChat(_ messages: [ChatMessage], tools: [Tool]) -> ChatStream {
      let words = (messages.last?.content ?? "").split(separator: " ").map { ChatDelta(text: "\($0) ") }
      let (deltas, continuation) = AsyncStream<ChatDelta>.makeStream()
      for delta in words + [ChatDelta(finishReason: .stop)] { continuation.yield(delta) }
      continuation.finish()
      return ChatStream(deltas)
    }
  }

  @Test("A model needs to stream a chat, and has the rest from there")
  func defaults() async throws {
    let llm: any LanguageModel = Parrot()
    #expect(try await llm.complete("a b") == CompletionResponse(text: "a b ", finishReason: .stop))
    #expect(try await llm.chat([.system("s"), .user("a b")]).message == .assistant("a b "))
    #expect(try await llm.streamComplete("a b").collect().text == "a b ")
    #expect(try await llm.streamChat([.user("a b")]).collect().finishReason == .stop)
  }

  @Test("Pieces without text are not among those of a completion, but are among those of a chat")
  func pieces() async {
    let llm = Parrot()
    #expect(await collect(llm.streamComplete("a b")).chunks.map(\.delta) == ["a ", "b "])
    #expect(await collect(llm.streamChat([.user("a b")])).chunks.map(\.delta) == ["a ", "b ", ""])
  }

  @Test("A stream can be read on an actor")
  @MainActor
  func onActor() async throws {
    var text = ""
    for try await chunk in Parrot().streamComplete("a b") { text += chunk.delta }
    #expect(text == "a b ")
  }

  @Test("A whole answer is read while each of its pieces is shown, until showing one fails")
  func collectWithPieces() async throws {
    var pieces: [String] = []
    let answer = try await Parrot().streamChat([.user("a b")]).collect { pieces.append($0.delta) }
    #expect(answer.message.content == "a b ")
    #expect(pieces.joined() == answer.message.content && pieces.count > 1)
    struct Mine: Error {}
    await #expect(throws: Mine.self) {
      _ = try await Parrot().streamChat([.user("a b")]).collect { _ in throw Mine() }
    }
  }

  @Test("A scripted model calls as many tools as it is given")
  func scriptedCalls() async throws {
    let calls = (0..<3).map { ToolCall(id: "\($0)", name: "look", arguments: "{}") }
    let answer = try await ScriptedModel([.calling(calls, saying: "Let me see.")]).chat([.user("?")])
    #expect(answer.message.toolCalls == calls)
  }

  @Test("Pieces can be written and read, as events that carry them are")
  func codablePieces() throws {
    let piece = ChatDelta(
      text: "a", toolCalls: [ToolCallDelta(index: 1, id: "c", name: "look", arguments: "{")], finishReason: .stop,
      usage: TokenUsage(promptTokens: 1, completionTokens: 2))
    let data = try JSONEncoder().encode(piece)
    #expect(try JSONDecoder().decode(ChatDelta.self, from: data) == piece)
  }

  @Test("An answer of many pieces takes time in proportion to its length", .timeLimit(.minutes(5)))
  func manyPieces() async throws {
    let text = String(repeating: "word ", count: 20_000)
    #expect(try await Parrot().streamComplete(text).collect().text == text)
  }

  @Test("Errors of a model pass unchanged, and only its own kind is told what had arrived")
  func errors() async throws {
    struct Mine: Error {}
    let (chunks, error) = await collect(
      ChatStream(
        AsyncThrowingStream { continuation in
          continuation.yield(ChatDelta(text: "a"))
          continuation.finish(throwing: Mine())
        }))
    #expect(chunks.map(\.text) == ["a"])
    #expect(error is Mine)
  }
}
