import LanguageModels
import NIOConcurrencyHelpers
import Testing

@Suite(.timeLimit(.minutes(5)))
struct OpenAICancellationTests {
  @Test("Cancelling the task that iterates closes the connection")
  func cancelling() async throws {
    let (arrived, closed) = (Gate(), Gate())
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("Call")))
      await connection.closed()
      closed.open()
    } _: { server in
      let reader = Task {
        for try await _ in server.model().streamComplete("?") { arrived.open() }
      }
      await arrived.wait()
      reader.cancel()
      await closed.wait()
      await #expect(throws: CancellationError.self) { try await reader.value }
    }
  }

  @Test("Cancelling before the first byte closes the connection", arguments: [true, false])
  func cancellingBeforeFirstByte(_ streams: Bool) async throws {
    let (arrived, closed) = (Gate(), Gate())
    try await TestServer.run { _, connection in
      arrived.open()
      await connection.closed()
      closed.open()
    } _: { server in
      let model = server.model()
      let reader = Task {
        if streams { try await model.streamComplete("?").collect() } else { try await model.complete("?") }
      }
      await arrived.wait()
      reader.cancel()
      await closed.wait()
      await #expect(throws: CancellationError.self) { try await reader.value }
    }
  }

  @Test("Cancelling between head and body of a whole answer closes the connection")
  func cancellingWholeAnswer() async throws {
    let (arrived, closed) = (Gate(), Gate())
    try await TestServer.run { _, connection in
      try await connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
      arrived.open()
      await connection.closed()
      closed.open()
    } _: { server in
      let reader = Task { try await server.model().complete("?") }
      await arrived.wait()
      reader.cancel()
      await closed.wait()
      await #expect(throws: CancellationError.self) { try await reader.value }
    }
  }

  @Test("A task that is already cancelled asks nothing")
  func alreadyCancelled() async throws {
    try await TestServer.run(writing: Answers.stream([Answers.text("a"), Answers.done])) { server in
      let gate = Gate()
      let reader = Task {
        await gate.wait()
        return try await server.model().streamComplete("?").collect()
      }
      reader.cancel()
      await #expect(throws: CancellationError.self) { try await reader.value }
      #expect(server.requests.isEmpty)
    }
  }

  @Test("Breaking out of the loop closes the connection")
  func breaking() async throws {
    let closed = Gate()
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("Call")))
      await connection.closed()
      closed.open()
    } _: { server in
      for try await _ in server.model().streamComplete("?") { break }
      await closed.wait()
    }
  }

  @Test("Letting go of an iterator closes the connection")
  func lettingGo() async throws {
    let closed = Gate()
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead + Answers.chunk(Answers.text("Call")))
      await connection.closed()
      closed.open()
    } _: { server in
      var iterator: ChatStream.Iterator? = server.model().streamChat([.user("?")]).makeAsyncIterator()
      _ = try await iterator?.next()
      iterator = nil
      await closed.wait()
    }
  }

  @Test("An error closes the connection, even if the iterator is kept")
  func failing() async throws {
    let closed = Gate()
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead + Answers.chunk("data: oops\n\n"))
      await connection.closed()
      closed.open()
    } _: { server in
      var iterator = server.model().streamChat([.user("?")]).makeAsyncIterator()
      do { _ = try await iterator.next() } catch {}
      await closed.wait()
      let afterwards = try await iterator.next()
      #expect(afterwards == nil)
    }
  }

  @Test("A slow reader holds the server back")
  func backPressure() async throws {
    let written = NIOLockedValueBox(0)
    let size = 64 * 1024
    let event = Answers.chunk(Answers.text(String(repeating: "x", count: size)))
    try await TestServer.run { _, connection in
      try await connection.write(Answers.streamHead)
      for _ in 0..<4096 {
        try await connection.write(event)
        written.withLockedValue { $0 += size }
      }
    } _: { server in
      var read = 0
      for try await chunk in server.model().streamComplete("?") {
        read += chunk.delta.utf8.count
        if read >= 20 * size { break }
      }
      // The sockets and the client buffer some megabytes; the 256 MB of the whole answer are another matter.
      #expect(written.withLockedValue { $0 } < 64 * 1024 * 1024)
    }
  }
}
