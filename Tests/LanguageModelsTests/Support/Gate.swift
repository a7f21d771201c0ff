/// Something that tasks wait for until another opens it.
struct Gate: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream()
  }

  func open() {
    continuation.finish()
  }

  /// Returns when the gate is open, or the waiting task is cancelled.
  func wait() async {
    for await _ in stream {}
  }
}
