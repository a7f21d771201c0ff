import LanguageModels
import Testing

@Suite struct OpenAIStreamShapeTests {
  static let usage =
    #"data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}"# + "\n\n"

  @Test(
    "Streams of all kinds of servers give the same answer",
    arguments: [
      // Azure begins with the results of its filter and no choices.
      [#"data: {"choices":[],"prompt_filter_results":[]}"# + "\n\n"],
      [#"data: {"choices":null}"# + "\n\n"],
      // The role comes alone, with content null, empty or absent.
      [#"data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null}}]}"# + "\n\n"],
      [#"data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":""}]}"# + "\n\n"],
      [#"data: {"choices":[{"index":0,"delta":null}]}"# + "\n\n"],
      [#"data: {"choices":[{}]}"# + "\n\n"],
      // A second choice, which nobody asked for.
      [#"data: {"choices":[{"index":1,"delta":{"content":"x"}}]}"# + "\n\n"],
      // Signs of life: comments, events without data, and objects of a server's own.
      [#"data: {"choices":[],"error":""}"# + "\n\n"], [#"data: {"choices":[],"error":{}}"# + "\n\n"],
      [": OPENROUTER PROCESSING\n\n", ":\n\n"], ["event: ping\n\n"], ["data: {}\n\n"], ["retry: 10\n\n"],
      ["\u{FEFF}"],
    ])
  func preamble(_ preamble: [String]) async throws {
    let answer = Answers.stream(
      preamble + [Answers.text("Call"), Answers.text(" me"), Answers.finish(), Self.usage, Answers.done])
    try await TestServer.run(writing: answer) { server in
      let (chunks, error) = await collect(server.model().streamChat([.user("?")]))
      #expect(error == nil)
      #expect(chunks.map(\.delta) == ["Call", " me", "", ""])
      let last = try #require(chunks.last)
      #expect(last.message == .assistant("Call me"))
      #expect(last.finishReason == .stop)
      #expect(last.usage == TokenUsage(promptTokens: 3, completionTokens: 4))
    }
  }

  @Test("Line ends, and where the pieces end, do not matter", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ lineEnd: String) async throws {
    let text = (Answers.text("Wal") + Answers.text("🐋 é") + Answers.finish() + Answers.done)
    let bytes = Array(String(text.map { $0 == "\n" ? lineEnd : String($0) }.joined()).utf8)
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead)
      for byte in bytes { try await connection.write("1\r\n".utf8 + [byte] + "\r\n".utf8) }
      try await connection.write(Answers.streamEnd)
    } _: { server in
      let response = try await server.model().streamComplete("?").collect()
      #expect(response.text == "Wal🐋 é")
    }
  }

  @Test(
    "The reason to stop ends an answer as well as [DONE] does",
    arguments: [
      [Answers.text("a"), Answers.finish()], [Answers.text("a"), Answers.done],
      [Answers.text("a"), Answers.finish(), Answers.done], [Answers.text("a"), Answers.finish(), ": bye\n\n"],
    ])
  func ends(_ events: [String]) async throws {
    try await TestServer.run(writing: Answers.stream(events)) { server in
      let response = try await server.model().streamComplete("?").collect()
      #expect(response.text == "a")
    }
  }

  @Test("A connection cut after the reason to stop has cut nothing off")
  func cutAfterFinish() async throws {
    let answer = Answers.streamHead + Answers.chunk(Answers.text("a") + Answers.finish("length"))
    try await TestServer.run(cuttingAfter: answer) { server in
      let response = try await server.model().streamComplete("?").collect()
      #expect(response == CompletionResponse(text: "a", finishReason: .length))
    }
  }

  @Test("A server that does not close after [DONE] does not keep the reader waiting")
  func lingering() async throws {
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("a") + Answers.done))
      await connection.closed()
    } _: { server in
      let response = try await server.model(timeouts: .init(idle: .seconds(600))).streamComplete("?").collect()
      #expect(response.text == "a")
    }
  }

  @Test("A server that cannot stream answers as a whole")
  func unstreamed() async throws {
    try await TestServer.run(writing: Answers.whole(Answers.completion("Call me"))) { server in
      let (chunks, error) = await collect(server.model().streamChat([.user("?")]))
      #expect(error == nil)
      #expect(chunks.map(\.delta) == ["Call me"])
      #expect(chunks.last?.finishReason == .stop)
      #expect(chunks.last?.usage?.totalTokens == 7)
    }
  }

  static let unlabelled = ["text/plain", "application/problem+json", "text/event-stream", ""]

  @Test("What is no stream is read for what it is, whatever its label says", arguments: unlabelled)
  func mislabelled(_ mediaType: String) async throws {
    func answer(_ body: String) -> String {
      "HTTP/1.1 200 OK\r\nContent-Type: \(mediaType)\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
    }
    try await TestServer.run(writing: answer(Answers.completion("Call me"))) { server in
      let response = try await server.model().streamComplete("?").collect()
      #expect(response.text == "Call me")
    }
    try await TestServer.run(writing: answer(#"{"error":{"message":"slow down","code":429}}"#)) { server in
      let (_, error) = await collect(server.model().streamComplete("?"))
      #expect((error as? LanguageModelError)?.code == .rateLimited)
    }
  }

  @Test("A text that is no answer is shown")
  func text() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nno upstream"
    try await TestServer.run(writing: answer) { server in
      let (_, error) = await collect(server.model().streamComplete("?"))
      #expect((error as? LanguageModelError)?.code == .malformedResponse)
      #expect((error as? LanguageModelError)?.message.contains("no upstream") == true)
    }
  }

  @Test("A page of HTML is no answer")
  func html() async throws {
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 6\r\n\r\n<html>"
    try await TestServer.run(writing: answer) { server in
      let (_, error) = await collect(server.model().streamChat([.user("?")]))
      #expect((error as? LanguageModelError)?.code == .malformedResponse)
    }
  }
}
