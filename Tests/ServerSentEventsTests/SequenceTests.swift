import ServerSentEvents
import Testing

@Suite struct SequenceTests {
  /// Pieces of bytes, then perhaps an error.
  struct Pieces: AsyncSequence, AsyncIteratorProtocol {
    var pieces: [[UInt8]]
    var error: (any Error)?

    init(_ pieces: [String], error: (any Error)? = nil) {
      self.pieces = pieces.map { Array($0.utf8) }
      self.error = error
    }

    func makeAsyncIterator() -> Pieces { self }

    mutating func next() async throws -> [UInt8]? {
      if !pieces.isEmpty { return pieces.removeFirst() }
      if let error { throw error }
      return nil
    }
  }

  struct Cut: Error {}

  @Test("Events come out of pieces of bytes")
  func events() async throws {
    var data: [String] = []
    for try await event in Pieces(["da", "ta:a\n", "\ndata:b\n\ndata:c"]).serverSentEvents() { data.append(event.data) }
    #expect(data == ["a", "b"])
  }

  @Test("What came before an error is delivered, and where to resume is known")
  func failing() async throws {
    var iterator = Pieces(["retry:5\nid:1\ndata:a\n\nid:2\ndata:b"], error: Cut())
      .serverSentEvents(lastEventID: "0").makeAsyncIterator()
    #expect(iterator.lastEventID == "0")
    #expect(try await iterator.next()?.data == "a")
    await #expect(throws: Cut.self) { try await iterator.next() }
    #expect(iterator.lastEventID == "1")
    #expect(iterator.retry == .milliseconds(5))
  }

  @Test("A limit exceeded is thrown")
  func limit() async throws {
    var iterator = Pieces(["data:a\n\n", "data:too much"]).serverSentEvents(maximumEventSize: 8).makeAsyncIterator()
    #expect(try await iterator.next()?.data == "a")
    await #expect(throws: ServerSentEventError.self) { try await iterator.next() }
  }
}
