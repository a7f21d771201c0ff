/// A task that sleeps by the runtime's clock.
package final class Sleeper: Sendable {
  private enum State {
    case idle
    case sleeping(UnsafeContinuation<Void, any Error>)
    case over(isCancelled: Bool)
  }

  private let state = LockedValueBox(State.idle)

  package init() {}

  /// Suspends until ``wake()``.
  ///
  /// - Throws: `CancellationError` when the task is cancelled first.
  package func sleep() async throws {
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Void, any Error>) in
        if let over = park(continuation) { Self.resume(continuation, isCancelled: over) }
      }
    } onCancel: {
      end(isCancelled: true)
    }
  }

  /// Suspends until ``wake()``, even if the task is cancelled meanwhile.
  package func sleepUninterrupted() async {
    do {
      try await withUnsafeThrowingContinuation { (continuation: UnsafeContinuation<Void, any Error>) in
        if park(continuation) == nil { return }
        continuation.resume()
      }
    } catch {
      // Only a cancellation wakes a sleeper with an error, and nobody passes one on to this sleeper.
    }
  }

  package func wake() { end(isCancelled: false) }

  /// Keeps the continuation until the sleep is over; returns whether it was cancelled, if it is over already.
  private func park(_ continuation: UnsafeContinuation<Void, any Error>) -> Bool? {
    state.withLock { state in
      if case .over(let isCancelled) = state { return isCancelled }
      state = .sleeping(continuation)
      return nil
    }
  }

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
