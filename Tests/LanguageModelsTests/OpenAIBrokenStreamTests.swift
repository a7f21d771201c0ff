import LanguageModels
import Testing

@Suite struct OpenAIBrokenStreamTests {
  static let beginning = Answers.streamHead + Answers.chunk(Answers.text("Call")) + Answers.chunk(Answers.text(" me"))

  /// How a stream breaks after its beginning, and what that is.
  struct Fault: CustomTestStringConvertible {
    var name: String
    var bytes: String
    var code: LanguageModelError.Code
    var says = ""
    var testDescription: String { name }
  }

  static let faults = [
    Fault(name: "cut between chunks", bytes: "", code: .connectionLost),
    Fault(name: "cut within a chunk", bytes: "ff\r\ndata: {\"choi", code: .connectionLost),
    Fault(
      name: "cut within an event", bytes: Answers.chunk("data: {\"choi") + Answers.streamEnd, code: .connectionLost),
    Fault(name: "ended before it was complete", bytes: Answers.streamEnd, code: .connectionLost),
    Fault(
      name: "an event that is no JSON", bytes: Answers.chunk("data: {\"choi\n\n"), code: .malformedResponse,
      says: "{\"choi"),
    Fault(
      name: "an event of another shape", bytes: Answers.chunk("data: [1]\n\n"), code: .malformedResponse, says: "[1]"),
    Fault(
      name: "invalid UTF-8 where JSON needs a quote", bytes: Answers.chunk("data: \u{FFFD}\n\n"),
      code: .malformedResponse),
    Fault(
      name: "OpenAI's error",
      bytes: Answers.chunk(#"data: {"error":{"message":"overloaded","type":"server_error"}}"# + "\n\n"),
      code: .serverError, says: "overloaded"),
    Fault(
      name: "LiteLLM's error",
      bytes: Answers.chunk(#"data: {"error":{"message":"slow down","type":"None","code":"429"}}"# + "\n\n"),
      code: .rateLimited, says: "slow down"),
    Fault(
      name: "an error with a type",
      bytes: Answers.chunk(#"data: {"error":{"message":"no","type":"invalid_request_error"}}"# + "\n\n"),
      code: .badRequest, says: "no"),
    Fault(
      name: "vLLM's error", bytes: Answers.chunk(#"data: {"object":"error","message":"too long","code":400}"# + "\n\n"),
      code: .badRequest, says: "too long"),
    Fault(
      name: "an error event", bytes: Answers.chunk("event: error\ndata: {\"error\":\"it broke\"}\n\n"),
      code: .serverError,
      says: "it broke"),
  ]

  @Test("When a stream breaks, what had arrived is delivered first, and is in the error", arguments: faults)
  func broken(_ fault: Fault) async throws {
    try await TestServer.run(cuttingAfter: Self.beginning + fault.bytes) { server in
      var iterator = server.model().streamChat([.user("?")]).makeAsyncIterator()
      let first = try await iterator.next()
      let second = try await iterator.next()
      #expect([first?.delta, second?.delta] == ["Call", " me"])
      do {
        _ = try await iterator.next()
        Issue.record("The stream did not break.")
      } catch let error as LanguageModelError {
        #expect(error.code == fault.code)
        #expect(error.partial == "Call me")
        #expect(error.message.contains(fault.says))
        #expect(error.message.contains(server.baseURL))
      }
      let afterwards = try await iterator.next()
      #expect(afterwards == nil)
    }
  }

  @Test("What breaks the rules of HTTP is a lost connection")
  func framing() async throws {
    // The HTTP client drops what came in the same packet as the violation, so that waits for its turn.
    let gate = Gate()
    try await TestServer.run { _, connection in
      try await connection.write(Self.beginning)
      await gate.wait()
      try await connection.write("what?\r\n")
      await connection.closed()
    } _: { server in
      var iterator = server.model().streamChat([.user("?")]).makeAsyncIterator()
      _ = try await iterator.next()
      _ = try await iterator.next()
      gate.open()
      do {
        _ = try await iterator.next()
        Issue.record("The stream did not break.")
      } catch let error as LanguageModelError {
        #expect(error.code == .connectionLost)
        #expect(error.partial == "Call me")
      }
    }
  }

  @Test("All that came in the same packet before a malformed event is delivered")
  func samePacket() async throws {
    let answer = Answers.stream([Answers.text("Call") + Answers.text(" me") + "data: oops\n\n" + Answers.text("!")])
    try await TestServer.run(writing: answer) { server in
      let (chunks, error) = await collect(server.model().streamComplete("?"))
      #expect(chunks.map(\.delta) == ["Call", " me"])
      #expect((error as? LanguageModelError)?.partial == "Call me")
    }
  }

  @Test("A malformed event does not show the key that it repeats")
  func keyInMalformedEvent() async throws {
    try await TestServer.run(writing: Answers.stream(["data: got sk-secret-key\n\n"])) { server in
      let (_, error) = await collect(server.model(apiKey: "sk-secret-key").streamComplete("?"))
      let text = try #require(error.map { String(describing: ($0 as? LanguageModelError)?.message ?? "") })
      #expect(text.contains("got <API key>"))
    }
  }

  @Test("Collecting throws what iterating throws")
  func collecting() async throws {
    try await TestServer.run(cuttingAfter: Self.beginning) { server in
      let error = await #expect(throws: LanguageModelError.self) {
        try await server.model().streamComplete("?").collect()
      }
      #expect(error?.code == .connectionLost)
      #expect(error?.partial == "Call me")
    }
  }
}
