import LanguageModels
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where `scripts/with-litellm` has started a proxy.
enum LiteLLMProxy {
  static let baseURL = ProcessInfo.processInfo.environment["LITELLM_BASE_URL"]
  static let apiKey = ProcessInfo.processInfo.environment["LITELLM_API_KEY"]
}

/// Against LiteLLM's proxy, a server that is not ours.
///
/// `scripts/with-litellm swift test --filter LiteLLM` runs them.
@Suite(.enabled(if: LiteLLMProxy.baseURL != nil, "LITELLM_BASE_URL is not set; see scripts/with-litellm"))
struct LiteLLM {
  func model(_ name: String, apiKey: String? = LiteLLMProxy.apiKey) throws -> OpenAI {
    let baseURL: String = try #require(LiteLLMProxy.baseURL)
    return OpenAI(model: name, apiKey: apiKey ?? "", baseURL: baseURL)
  }

  @Test("complete") func complete() async throws {
    let response = try await model("mock").complete("Who are you?")
    #expect(response.text == "Call me Ishmael.")
    #expect(response.finishReason == .stop)
    #expect((response.usage?.totalTokens ?? 0) > 0)
  }

  @Test("streamComplete") func streamComplete() async throws {
    let llm: any LanguageModel = try model("mock")
    var text = ""
    var count = 0
    for try await chunk in llm.streamComplete("Who are you?") {
      text += chunk.delta
      count += 1
      #expect(chunk.text == text)
    }
    #expect(text == "Call me Ishmael.")
    #expect(count > 1)
  }

  @Test("chat") func chat() async throws {
    let response = try await model("mock").chat([.system("You are a sailor."), .user("Who are you?")])
    #expect(response.message == .assistant("Call me Ishmael."))
  }

  @Test("streamChat, with usage at the end") func streamChat() async throws {
    let (chunks, error) = await collect(try model("mock").streamChat([.user("Who are you?")]))
    #expect(error == nil)
    #expect(chunks.last?.message == .assistant("Call me Ishmael."))
    #expect(chunks.last?.finishReason == .stop)
    #expect((chunks.last?.usage?.totalTokens ?? 0) > 0)
  }

  @Test("A long answer arrives whole") func long() async throws {
    let response = try await model("mock-long").streamComplete("?").collect()
    #expect(response.text.hasPrefix("Token 1 of a long answer."))
    #expect(response.text.contains("Token 60 of a long answer."))
    #expect(response.finishReason == .stop)
  }

  @Test("Many streams at once") func concurrent() async throws {
    let model = try model("mock-long")
    let expected = try await model.complete("?").text
    try await withThrowingTaskGroup { group in
      for _ in 0..<8 { group.addTask { try await model.streamComplete("?").collect().text } }
      for try await text in group { #expect(text == expected) }
    }
  }

  @Test("Breaking off leaves the server able to answer") func breakingOff() async throws {
    let model = try model("mock-long")
    for try await _ in model.streamComplete("?") { break }
    #expect(try await self.model("mock").complete("?").text == "Call me Ishmael.")
  }

  @Test("Tool calls") func toolCalls() async throws {
    struct Arguments: Decodable { var city: String }
    let tool = Tool(
      name: "get_weather", description: "The weather in a city.",
      parameters: ["type": "object", "properties": ["city": ["type": "string"]]])
    let response = try await model("mock-tools").chat([.user("?")], tools: [tool])
    let call = try #require(response.message.toolCalls.first)
    #expect(call.id == "call_1")
    #expect(call.name == "get_weather")
    #expect(try call.decodeArguments(as: Arguments.self).city == "Paris")
    // The conversation goes on with the tool's result.
    let next = try await model("mock").chat(
      [.user("?"), response.message, .tool("sunny", callID: call.id)], tools: [tool])
    #expect(next.message.content == "Call me Ishmael.")
  }

  @Test(
    "Errors",
    arguments: [
      ("mock-rate-limited", LanguageModelError.Code.rateLimited, 429), ("mock-failing", .serverError, 500),
      ("mock-too-long", .badRequest, 400), ("unknown", .badRequest, 400),
    ])
  func errors(_ name: String, code: LanguageModelError.Code, status: Int) async throws {
    let model = try model(name)
    let whole = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
    let streamed = await #expect(throws: LanguageModelError.self) { try await model.streamComplete("?").collect() }
    for error in [whole, streamed] {
      #expect(error?.code == code)
      #expect(error?.status == status)
    }
  }

  @Test("A wrong key, or none, is unauthorized", arguments: ["sk-wrong", ""])
  func unauthorized(_ key: String) async throws {
    let model = try model("mock", apiKey: key)
    let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
    #expect(error?.code == .unauthorized)
    #expect(error?.message.contains("Authentication Error") == true)
  }
}
