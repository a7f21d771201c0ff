/// A task that sleeps by the runtime's clock.
final class Sleeper: Sendable {
  private enum State {
    case idle
    case sleeping(UnsafeContinuation<Void, any Error>)
    case over(isCancelled: Bool)
  }

  private let state = LockedValueBox(State.idle)

  /// Suspends until ``wake()``.
  ///
  /// - Throws: `CancellationError` when the task is cancelled first.
  func sleep() async throws {
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Void, any Error>) in
        let over = state.withLock { state -> Bool? in
          if case .over(let isCancelled) = state { return isCancelled }
          state = .sleeping(continuation)
          return nil
        }
        if let over { Self.resume(continuation, isCancelled: over) }
      }
    } onCancel: {
      end(isCancelled: true)
    }
  }

  func wake() { end(isCancelled: false) }

  private func end(isCancelled: Bool) {
    let continuation = state.withLock { state -> UnsafeContinuation<Void, any Error>? in
      switch state {
      case .idle:
        state = .over(isCancelled: isCancelled)
        return nil
      case .sleeping(let continuation):
        state = .over(isCancelled: isCancelled)
        return continuation
      case .over:
        return nil
      }
    }
    if let continuation { Self.resume(continuation, isCancelled: isCancelled) }
  }

  private static func resume(_ continuation: UnsafeContinuation<Void, any Error>, isCancelled: Bool) {
    if isCancelled { continuation.resume(throwing: CancellationError()) } else { continuation.resume() }
  }
}
