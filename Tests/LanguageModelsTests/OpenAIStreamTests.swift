import LanguageModels
import NIOConcurrencyHelpers
import Testing

@Suite struct OpenAIStreamTests {
  @Test("A prompt is answered piece by piece, with the text so far")
  func completion() async throws {
    let answer = Answers.stream([
      Answers.text("Call"), Answers.text(" me") + Answers.text(" Ishmael."), Answers.finish(), Answers.done,
    ])
    try await TestServer.run { _, connection in
      try await connection.write(answer)
    } _: { server in
      let llm: any LanguageModel = server.model()
      var chunks: [CompletionChunk] = []
      for try await chunk in llm.streamComplete("Who are you?") { chunks.append(chunk) }
      #expect(
        chunks == [
          CompletionChunk(delta: "Call", text: "Call"), CompletionChunk(delta: " me", text: "Call me"),
          CompletionChunk(delta: " Ishmael.", text: "Call me Ishmael."),
        ])
    }
  }

  @Test("Nothing is requested until iteration begins, and each iteration is a request")
  func cold() async throws {
    try await TestServer.run { _, connection in
      try await connection.write(Answers.stream([Answers.text("a"), Answers.finish(), Answers.done]))
    } _: { server in
      let stream = server.model().streamComplete("?")
      var iterator = stream.makeAsyncIterator()
      #expect(server.connections == 0)
      let chunks = [try await iterator.next(), try await iterator.next(), try await iterator.next()]
      #expect(chunks == [CompletionChunk(delta: "a", text: "a"), nil, nil])
      let response = try await stream.collect()
      #expect(response == CompletionResponse(text: "a", finishReason: .stop))
      #expect(server.requests.count == 2)
    }
  }

  @Test("Many answers can be streamed at once", .timeLimit(.minutes(5)))
  func concurrency() async throws {
    let count = 40
    let waiting = NIOLockedValueBox(0)
    let allAreWaiting = Gate()
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("a")))
      let arrived = waiting.withLockedValue { waiting in
        waiting += 1
        return waiting
      }
      if arrived == count { allAreWaiting.open() }
      await allAreWaiting.wait()
      try await connection.write(Answers.chunk(Answers.text("b") + Answers.done) + Answers.streamEnd)
    } _: { server in
      try await withThrowingTaskGroup { group in
        for _ in 0..<count { group.addTask { try await server.model().streamComplete("?").collect().text } }
        for try await text in group { #expect(text == "ab") }
      }
    }
  }

  @Test("A stream read to its end leaves the connection for the next request")
  func reuse() async throws {
    let answer = Answers.stream([Answers.text("a") + Answers.finish() + Answers.done])
    try await TestServer.run(writing: answer) { server in
      for _ in 0..<5 { _ = try await server.model().streamComplete("?").collect() }
      #expect(server.connections == 1)
    }
  }
}
