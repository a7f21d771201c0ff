import AsyncHTTPClient
import LanguageModels
import Testing

@Suite struct OpenAIRequestTests {
  @Test("A prompt is a chat with one message of a user")
  func completion() async throws {
    try await TestServer.run(writing: Answers.whole(Answers.completion("Ishmael"))) { server in
      let response = try await server.model(apiKey: "sk-secret").complete("Who are you?")
      #expect(
        response
          == CompletionResponse(
            text: "Ishmael", finishReason: .stop, usage: TokenUsage(promptTokens: 3, completionTokens: 4)))
      let request = try #require(server.requests.first)
      #expect(request.head.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
      #expect(request.header("authorization") == "Bearer sk-secret")
      #expect(request.header("content-type") == "application/json")
      #expect(request.body == #"{"messages":[{"content":"Who are you?","role":"user"}],"model":"test"}"#)
    }
  }

  @Test("Everything that is set is in the request")
  func everything() async throws {
    try await TestServer.run(writing: Answers.stream([Answers.done])) { server in
      let model = OpenAI(
        model: "m", apiKey: "", baseURL: server.baseURL, temperature: 0.5, maxTokens: 10, headers: ["X-Title": "t"])
      let tool = Tool(name: "sail", description: "Sails.", parameters: ["type": "object"])
      let call = ToolCall(id: "1", name: "sail", arguments: "{}")
      _ = try await model.streamChat(
        [.system("s"), .user("u"), .assistant("", toolCalls: [call]), .tool("done", callID: "1")], tools: [tool]
      ).collect()
      let request = try #require(server.requests.first)
      #expect(request.header("authorization") == nil)
      #expect(request.header("accept") == "text/event-stream")
      #expect(request.header("x-title") == "t")
      #expect(
        request.body == #"{"max_tokens":10,"messages":["#
          + #"{"content":"s","role":"system"},{"content":"u","role":"user"},"#
          + #"{"content":null,"role":"assistant","tool_calls":["#
          + #"{"function":{"arguments":"{}","name":"sail"},"id":"1","type":"function"}]},"#
          + #"{"content":"done","role":"tool","tool_call_id":"1"}],"model":"m","stream":true,"#
          + #""stream_options":{"include_usage":true},"temperature":0.5,"tools":["#
          + #"{"function":{"description":"Sails.","name":"sail","parameters":{"type":"object"}},"type":"function"}]}"#)
    }
  }

  @Test("Usage need not be asked for")
  func withoutUsage() async throws {
    try await TestServer.run(writing: Answers.stream([Answers.done])) { server in
      var model = server.model()
      model.includesUsage = false
      _ = try await model.streamComplete("?").collect()
      #expect(server.requests.first?.body.contains("stream_options") == false)
    }
  }

  @Test(
    "Slashes and spaces at the end of the base URL do not matter, and a query stays",
    arguments: ["", "/", "//", "/?api=1", "\n"])
  func baseURL(_ suffix: String) async throws {
    try await TestServer.run(writing: Answers.whole(Answers.completion("a"))) { server in
      _ = try await OpenAI(model: "m", apiKey: "", baseURL: server.baseURL + suffix).complete("?")
      let query = suffix.hasSuffix("?api=1") ? "?api=1" : ""
      #expect(server.requests.first?.head.hasPrefix("POST /v1/chat/completions\(query) HTTP/1.1\r\n") == true)
    }
  }

  @Test("White space around an API key is removed")
  func keyFromFile() async throws {
    try await TestServer.run(writing: Answers.whole(Answers.completion("a"))) { server in
      _ = try await server.model(apiKey: " sk-1\r\n").complete("?")
      #expect(server.requests.first?.header("authorization") == "Bearer sk-1")
    }
  }

  @Test("Any HTTP client can be used")
  func injectedClient() async throws {
    try await TestServer.run(writing: Answers.stream([Answers.text("a"), Answers.finish()])) { server in
      let model = OpenAI(model: "m", apiKey: "", baseURL: server.baseURL, httpClient: .shared)
      let response = try await model.streamComplete("?").collect()
      #expect(response.text == "a")
    }
  }

  @Test(
    "A base URL that is none is refused, without what may be a password",
    arguments: [
      "localhost:8080/v1", "api.openai.com/v1", "ftp://host/v1", "https://", "https:///v1", "not a url",
      "user:password@host/v1", "localhost:8080/v1?api-key=word",
    ])
  func invalidBaseURL(_ baseURL: String) async throws {
    let model = OpenAI(model: "m", apiKey: "sk-1", baseURL: baseURL)
    let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains("OPENAI_BASE_URL") == true)
    #expect(error?.message.contains("word") == false)
    #expect(error?.isRetryable == false)
    let (chunks, streamed) = await collect(model.streamChat([.user("?")]))
    #expect(chunks.isEmpty)
    #expect((streamed as? LanguageModelError)?.code == .invalidConfiguration)
  }

  @Test(
    "A port that no computer has is refused",
    arguments: [
      "http://127.0.0.1:99999/v1", "http://localhost:65536/v1", "http://[::1]:70000/v1", "http://localhost:0/v1",
      "http://127.0.0.1:99999999999999999999/v1",
    ])
  func invalidPort(_ baseURL: String) async throws {
    let model = OpenAI(model: "m", apiKey: "sk-1", baseURL: baseURL)
    let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
    #expect(error?.code == .invalidConfiguration)
  }

  @Test(
    "OpenAI without an API key says which variable to set, in any of its regions",
    arguments: [OpenAI.defaultBaseURL, "https://eu.api.openai.com/v1"])
  func missingKey(_ baseURL: String) async throws {
    let model = OpenAI(model: "m", apiKey: "", baseURL: baseURL)
    let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
    #expect(error?.code == .missingAPIKey)
    #expect(error?.message.contains("OPENAI_API_KEY") == true)
  }

  @Test("A key or a header that would break HTTP is refused, and not quoted")
  func invalidHeaders() async throws {
    let spaced = OpenAI(model: "m", apiKey: "sk-secret\r\nX: y", baseURL: "http://localhost/v1")
    let header = OpenAI(model: "m", apiKey: "", baseURL: "http://localhost/v1", headers: ["X": "secret\n"])
    for model in [spaced, header] {
      let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
      #expect(error?.code == .invalidConfiguration)
      #expect(error.map { "\($0)".contains("secret") } == false)
    }
  }

  @Test("A model does not show its key, however it is printed")
  func printing() {
    let model = OpenAI(
      model: "m", apiKey: "sk-secret", baseURL: "http://me:sk-secret@localhost/v1?code=sk-secret",
      headers: ["api-key": "sk-secret"])
    var dumped = ""
    dump(model, to: &dumped)
    for text in ["\(model)", String(reflecting: model), dumped] {
      #expect(!text.contains("sk-secret"))
      #expect(text.contains("localhost/v1"))
    }
  }
}
