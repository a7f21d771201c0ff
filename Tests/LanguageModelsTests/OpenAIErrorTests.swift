import LanguageModels
import Testing

@Suite struct OpenAIErrorTests {
  @Test(
    "The status of a response decides on the error",
    arguments: [
      ("400 Bad Request", LanguageModelError.Code.badRequest, false), ("401 Unauthorized", .unauthorized, false),
      ("402 Payment Required", .quotaExceeded, false), ("403 Forbidden", .forbidden, false),
      ("404 Not Found", .notFound, false), ("408 Request Timeout", .timedOut, true),
      ("418 I'm a teapot", .badRequest, false), ("422 Unprocessable Entity", .badRequest, false),
      ("429 Too Many Requests", .rateLimited, true), ("500 Internal Server Error", .serverError, true),
      ("503 Service Unavailable", .serverError, true), ("529 Overloaded", .serverError, true),
      ("302 Found", .malformedResponse, false), ("201 Created", .malformedResponse, false),
    ])
  func status(_ status: String, code: LanguageModelError.Code, isRetryable: Bool) async throws {
    let body = #"{"error":{"message":"The whale says no.","type":"x","code":null}}"#
    try await TestServer.run(writing: Answers.whole(body, status: status, headers: ["Location: /elsewhere"])) {
      server in
      let model = server.model(apiKey: "sk-secret-key")
      let whole = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
      let (chunks, streamed) = await collect(model.streamComplete("?"))
      #expect(chunks.isEmpty)
      for error in [whole, streamed as? LanguageModelError] {
        let error = try #require(error)
        #expect(error.code == code)
        #expect(error.isRetryable == isRetryable)
        #expect(error.status == status.split(separator: " ").first.flatMap { Int($0) })
        #expect(error.message.contains("The whale says no."))
        #expect(error.message.contains("\(server.baseURL)/chat/completions"))
        #expect(!"\(error)".contains("sk-secret-key"))
        #expect(error.partial == nil)
      }
    }
  }

  @Test(
    "What a server says is found in any of the shapes servers use",
    arguments: [
      #"{"error":{"message":"reason"}}"#, #"{"error":"reason"}"#, #"{"message":"reason"}"#, #"{"detail":"reason"}"#,
      #"{"object":"error","message":"reason","code":404}"#, #"[{"error":{"message":"reason","code":404}}]"#,
      #"{"detail":[{"msg":"reason"}]}"#, "reason", "<html><h1>reason</h1></html>", #"{"error":{"code":"reason""#,
    ])
  func shapes(_ body: String) async throws {
    try await TestServer.run(writing: Answers.whole(body, status: "404 Not Found")) { server in
      let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(error?.code == .notFound)
      #expect(error?.message.contains("reason") == true)
    }
  }

  @Test("An error without a body, or with an endless one, still has its status")
  func strangeBodies() async throws {
    let endless = String(repeating: "x", count: 200_000)
    for body in ["", endless] {
      try await TestServer.run(writing: Answers.whole(body, status: "500 Oops")) { server in
        let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
        #expect(error?.code == .serverError)
        #expect((error?.message.utf8.count ?? 0) < 1500)
      }
    }
  }

  @Test("An error whose body is cut still has its status")
  func cutBody() async throws {
    let answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 1000\r\n\r\nthe beginning"
    try await TestServer.run(cuttingAfter: answer) { server in
      let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(error?.code == .serverError)
      #expect(error?.message.contains("the beginning") == true)
    }
  }

  @Test("A key that the server repeats is taken out")
  func repeatedKey() async throws {
    let body = #"{"error":{"message":"Incorrect API key provided: sk-secret-key."}}"#
    try await TestServer.run(writing: Answers.whole(body, status: "401 Unauthorized")) { server in
      let model = server.model(apiKey: "sk-secret-key")
      let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
      #expect(error?.message.contains("Incorrect API key provided: <API key>.") == true)
      #expect(error?.message.contains("OPENAI_API_KEY") == true)
    }
  }

  @Test("A key is taken out even where the text is cut off in the middle of it")
  func keyAtTheCut() async throws {
    let body = String(repeating: "x", count: 490) + "sk-secret-key"
    try await TestServer.run(writing: Answers.whole(body, status: "401 Unauthorized")) { server in
      let model = server.model(apiKey: "sk-secret-key")
      let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
      #expect(error?.message.contains("sk-") == false)
    }
  }

  @Test("A quota used up is no rate limit, because waiting does not help")
  func quota() async throws {
    let body = #"{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota"}}"#
    try await TestServer.run(writing: Answers.whole(body, status: "429 Too Many Requests")) { server in
      let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(error?.code == .quotaExceeded)
      #expect(error?.isRetryable == false)
    }
  }

  @Test(
    "How long to wait is read from the headers, and nonsense is no wait",
    arguments: [
      (["Retry-After: 7"], Duration.seconds(7)), (["Retry-After: 0"], .zero), (["retry-after: 1.5"], .seconds(1.5)),
      (["retry-after-ms: 250", "Retry-After: 7"], .milliseconds(250)),
      (["retry-after-ms: x", "Retry-After: 7"], .seconds(7)),
      (["Date: Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After: Sun, 06 Nov 1994 08:50:37 GMT"], .seconds(60)),
      (["Date: Wed, 28 Feb 2024 23:59:59 GMT", "Retry-After: Fri, 01 Mar 2024 00:00:00 GMT"], .seconds(86401)),
      (["Date: Fri, 31 Dec 1999 23:59:59 GMT", "Retry-After: Sat, 01 Jan 2000 00:00:00 GMT"], .seconds(1)),
      (["Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"], .zero), ([], nil), (["Retry-After: "], nil),
      (["Retry-After: -1"], nil), (["Retry-After: soon"], nil), (["Retry-After: nan"], nil),
      (["Retry-After: inf"], nil),
      (["Retry-After: 0x10"], nil), (["Retry-After: 1e9"], nil), (["Retry-After: 99999999999999999999"], nil),
      (["Retry-After: 1.2.3"], nil), (["Retry-After: Sun, 06 Nov 1994 08:49:37 CET"], nil),
      (["Retry-After: Sun, 36 Nov 1994 08:49:37 GMT"], nil), (["Retry-After: Sun, 06 Brumaire 3 08:49:37 GMT"], nil),
    ] as [([String], Duration?)])
  func retryAfter(_ headers: [String], expected: Duration?) async throws {
    try await TestServer.run(writing: Answers.whole("{}", status: "429 Too Many Requests", headers: headers)) {
      server in
      let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(error?.code == .rateLimited)
      #expect(error?.retryAfter == expected)
    }
  }

  @Test("A server that does not run is reported long before the time to respond is over", .timeLimit(.minutes(5)))
  func refused() async throws {
    // Port 1 was for a service that nobody has run for decades.
    let model = OpenAI(model: "m", apiKey: "", baseURL: "http://127.0.0.1:1/v1")
    let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
    #expect(error?.code == .connectionFailed)
    #expect(error?.isRetryable == true)
    #expect(error?.cause != nil)
  }

  @Test("A host that does not exist is reported as one")
  func unknownHost() async throws {
    let model = OpenAI(model: "m", apiKey: "", baseURL: "http://nothing.invalid/v1")
    let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
    #expect(error?.code == .connectionFailed)
  }

  @Test("A connection closed instead of an answer is lost")
  func closedBeforeAnswer() async throws {
    try await TestServer.run(cuttingAfter: "") { server in
      let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(error?.code == .connectionLost)
    }
  }

  @Test("A whole answer that is cut is lost")
  func cutAnswer() async throws {
    let answer = String(Answers.whole(Answers.completion("Ishmael")).dropLast(20))
    try await TestServer.run(cuttingAfter: answer) { server in
      let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(error?.code == .connectionLost)
    }
  }

  @Test(
    "A whole answer that is no chat completion is malformed",
    arguments: ["", "{", "[]", "{}", #"{"choices":[]}"#, #"{"choices":[{"message":{"content":7}}]}"#, "<html></html>"])
  func malformed(_ body: String) async throws {
    try await TestServer.run(writing: Answers.whole(body)) { server in
      let error = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(error?.code == .malformedResponse)
    }
  }

  @Test(
    "An error under status 200 is an error all the same",
    arguments: [
      (#"{"error":{"message":"slow down","code":429}}"#, LanguageModelError.Code.rateLimited),
      (#"{"error":{"message":"which model?","type":"invalid_request_error"}}"#, .badRequest),
      (#"{"error":{"message":"who?","code":"invalid_api_key"}}"#, .unauthorized),
      (#"{"error":"it broke"}"#, .serverError), (#"{"object":"error","message":"too long","code":400}"#, .badRequest),
    ])
  func errorWithoutStatus(_ body: String, code: LanguageModelError.Code) async throws {
    try await TestServer.run(writing: Answers.whole(body)) { server in
      let whole = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(whole?.code == code)
      let (_, streamed) = await collect(server.model().streamComplete("?"))
      #expect((streamed as? LanguageModelError)?.code == code)
    }
  }

  @Test("An answer too large to be one is malformed, whole or streamed", .timeLimit(.minutes(5)))
  func tooLarge() async throws {
    let text = String(repeating: "x", count: 1024 * 1024)
    try await TestServer.run { request, connection in
      if request.body.contains("stream") {
        try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("Call") + "data: "))
        for _ in 0..<20 { try await connection.write(Answers.chunk(text)) }
      } else {
        try await connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        for _ in 0..<20 { try await connection.write(text) }
      }
      await connection.closed()
    } _: { server in
      let whole = await #expect(throws: LanguageModelError.self) { try await server.model().complete("?") }
      #expect(whole?.code == .malformedResponse)
      let (chunks, streamed) = await collect(server.model().streamComplete("?"))
      #expect(chunks.map(\.delta) == ["Call"])
      #expect((streamed as? LanguageModelError)?.code == .malformedResponse)
    }
  }
}
