import LanguageModels
import Testing

extension TestServer {
  /// Runs a server that answers every request with the same text.
  static func run(
    writing answer: String, _ body: @Sendable (TestServer) async throws -> Void
  ) async throws {
    try await run(answering: { _, connection in try await connection.write(answer) }, body)
  }

  /// Runs a server that answers every request with the same text and then closes the connection.
  static func run(
    cuttingAfter answer: String, _ body: @Sendable (TestServer) async throws -> Void
  ) async throws {
    try await run(
      answering: { _, connection in
        try await connection.write(answer)
        try connection.close()
      }, body)
  }
}

/// The pieces that came before a stream ended, and the error it ended with, if it did not end by itself.
func collect<Stream: AsyncSequence>(_ stream: Stream) async -> (chunks: [Stream.Element], error: (any Error)?) {
  var chunks: [Stream.Element] = []
  do {
    for try await chunk in stream { chunks.append(chunk) }
    return (chunks, nil)
  } catch {
    return (chunks, error)
  }
}
