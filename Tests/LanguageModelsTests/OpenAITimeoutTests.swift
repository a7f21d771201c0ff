import LanguageModels
import Testing

/// Time is the subject here, so these do wait: for as short as it can be.
@Suite(.timeLimit(.minutes(5)))
struct OpenAITimeoutTests {
  @Test("A server that does not answer is given up", arguments: [true, false])
  func response(_ streams: Bool) async throws {
    let closed = Gate()
    try await TestServer.run { _, connection in
      await connection.closed()
      closed.open()
    } _: { server in
      let model = server.model(timeouts: OpenAI.Timeouts(response: .milliseconds(50)))
      let error = await #expect(throws: LanguageModelError.self) {
        if streams { try await model.streamComplete("?").collect() } else { try await model.complete("?") }
      }
      #expect(error?.code == .timedOut)
      #expect(error?.isRetryable == true)
      // On a busy machine the time may be over before the request is sent.
      if !server.requests.isEmpty { await closed.wait() }
    }
  }

  @Test("A server that falls silent is given up, and what had arrived is kept")
  func idle() async throws {
    let closed = Gate()
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("Call")))
      await connection.closed()
      closed.open()
    } _: { server in
      let (chunks, error) = await collect(
        server.model(timeouts: OpenAI.Timeouts(idle: .milliseconds(50))).streamComplete("?"))
      #expect(chunks.map(\.delta) == ["Call"])
      let failure = try #require(error as? LanguageModelError)
      #expect(failure.code == .timedOut)
      #expect(failure.partial == "Call")
      await closed.wait()
    }
  }

  @Test("Comments end a silence")
  func keepAlive() async throws {
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead)
      for _ in 0..<12 {
        try await Task.sleep(for: .milliseconds(100))
        try await connection.write(Answers.chunk(": keep-alive\n\n"))
      }
      try await connection.write(Answers.chunk(Answers.text("a") + Answers.done) + Answers.streamEnd)
    } _: { server in
      let model = server.model(timeouts: OpenAI.Timeouts(idle: .seconds(1)))
      let response = try await model.streamComplete("?").collect()
      #expect(response.text == "a")
    }
  }

  @Test("A server that has no end keeps nobody waiting for it", arguments: [Answers.done, Answers.finish()])
  func endless(_ end: String) async throws {
    let closed = Gate()
    try await TestServer.run { _, connection in
      defer { closed.open() }
      try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("a") + end))
      while true { try await connection.write(Answers.chunk(": keep-alive\n\n")) }
    } _: { server in
      let model = server.model(timeouts: OpenAI.Timeouts(idle: .milliseconds(100)))
      let response = try await model.streamComplete("?").collect()
      #expect(response.text == "a")
      await closed.wait()
    }
  }

  @Test("An error whose text comes drop by drop is reported without the rest")
  func trickle() async throws {
    try await TestServer.run { _, connection in
      try await connection.write("HTTP/1.1 503 Service Unavailable\r\n\r\n")
      while true {
        try await connection.write("drop ")
        try await Task.sleep(for: .milliseconds(20))
      }
    } _: { server in
      let model = server.model(timeouts: OpenAI.Timeouts(idle: .milliseconds(200)))
      let error = await #expect(throws: LanguageModelError.self) { try await model.complete("?") }
      #expect(error?.code == .serverError)
      #expect(error?.message.contains("drop") == true)
    }
  }

  @Test("Timeouts may be for ever, or nothing")
  func extremes() async throws {
    try await TestServer.run(writing: Answers.stream([Answers.text("a"), Answers.done])) { server in
      let forever = Duration.seconds(Int64.max)
      let model = server.model(timeouts: OpenAI.Timeouts(response: forever, idle: forever))
      let response = try await model.streamComplete("?").collect()
      #expect(response.text == "a")
      // Without any time the request may fail at any point, but it does not trap.
      let never = server.model(timeouts: OpenAI.Timeouts(response: .seconds(-1), idle: .seconds(-1)))
      await #expect(throws: LanguageModelError.self) { try await never.complete("?") }
    }
  }
}
