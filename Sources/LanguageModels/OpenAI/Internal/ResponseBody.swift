internal import AsyncHTTPClient
internal import NIOCore

/// The body of a response, read with a limit on how long the server may be silent.
///
/// Letting go of it before its end closes the connection.
struct ResponseBody {
  private let reader: Reader
  private let idleTimeout: Duration
  private let endpoint: Endpoint

  init(_ body: HTTPClientResponse.Body, idleTimeout: Duration, endpoint: Endpoint) {
    self.reader = Reader(body.makeAsyncIterator())
    self.idleTimeout = idleTimeout
    self.endpoint = endpoint
  }

  /// The next bytes, or `nil` at the end.
  ///
  /// - Throws: ``LanguageModelError``, or `CancellationError`.
  mutating func next() async throws -> ByteBuffer? {
    let outcome: Outcome
    do {
      outcome = try await read(within: idleTimeout)
    } catch {
      throw LanguageModelError.reading(error, from: endpoint)
    }
    // A cancelled read may also look like the end.
    try Task.checkCancellation()
    switch outcome {
    case .bytes(let bytes): return bytes
    case .end: return nil
    case .silence:
      throw LanguageModelError(
        code: .timedOut,
        message: "\(endpoint) has sent nothing for \(idleTimeout) in the middle of an answer. Try again, or allow for "
          + "longer silences with timeouts.idle.")
    }
  }

  /// The next bytes, or `nil` at the end, or if there are none before a point in time.
  ///
  /// For what is worth no more waiting: a server that keeps its connection alive is not silent, and would be waited for
  /// for ever.
  mutating func next(before end: ContinuousClock.Instant) async throws -> ByteBuffer? {
    let rest = ContinuousClock.now.duration(to: end)
    guard rest > .zero, case .bytes(let bytes) = try await read(within: rest) else { return nil }
    return bytes
  }

  /// Reads everything.
  ///
  /// - Throws: ``LanguageModelError``, also if there is more than `limit`, or `CancellationError`.
  mutating func collect(upTo limit: Int) async throws -> ByteBuffer {
    var result = ByteBuffer()
    while var bytes = try await next() {
      guard result.readableBytes + bytes.readableBytes <= limit else {
        throw LanguageModelError(
          code: .malformedResponse,
          message: "\(endpoint) has answered with more than \(limit) bytes. Is the base URL that of a model server?")
      }
      result.writeBuffer(&bytes)
    }
    return result
  }

  /// Reads the beginning, up to a limit or an error, for no longer than a server may be silent.
  ///
  /// For the body of an error response: what is wrong is known from its status, whatever becomes of the rest.
  ///
  /// - Throws: `CancellationError`.
  mutating func prefix(upTo limit: Int) async throws -> ByteBuffer {
    var result = ByteBuffer()
    let end = patience(atMost: idleTimeout)
    do {
      while result.readableBytes < limit, var bytes = try await next(before: end) { result.writeBuffer(&bytes) }
    } catch {}
    try Task.checkCancellation()
    return result.readSlice(length: min(limit, result.readableBytes)) ?? result
  }

  /// Reads to the end if it comes at once, so that the connection can serve the next request.
  ///
  /// For use when the answer is complete: what goes wrong now concerns nobody, and at worst costs a connection.
  mutating func drain() async {
    let end = patience(atMost: .milliseconds(250))
    do {
      while try await next(before: end) != nil {}
    } catch {}
  }

  /// The point in time until which to wait for what is not needed, from now on.
  func patience(atMost limit: Duration) -> ContinuousClock.Instant {
    .now + min(limit, idleTimeout)
  }

  private enum Outcome {
    case bytes(ByteBuffer)
    case end
    case silence
  }

  private func read(within limit: Duration) async throws -> Outcome {
    let reader = reader
    return try await withThrowingTaskGroup(of: Outcome.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await reader.next() }
      group.addTask {
        try await Task.sleep(for: limit)
        return .silence
      }
      let first = try await group.next() ?? .end
      guard case .silence = first else { return first }
      // On a busy machine the clock may win although bytes are there.
      group.cancelAll()
      do {
        return try await group.next() ?? .silence
      } catch is CancellationError {
        return .silence
      }
    }
  }

  /// Hands the iterator to the child task that reads.
  ///
  /// Unchecked because the iterator is not `Sendable`: only `read(within:)` uses it, from one child task at a time, and
  /// returns when that task has ended; and the body that holds it is `mutating`, hence used by one task at a time.
  private final class Reader: @unchecked Sendable {
    private var iterator: HTTPClientResponse.Body.AsyncIterator

    init(_ iterator: HTTPClientResponse.Body.AsyncIterator) {
      self.iterator = iterator
    }

    func next() async throws -> Outcome {
      try await iterator.next().map { .bytes($0) } ?? .end
    }
  }
}
