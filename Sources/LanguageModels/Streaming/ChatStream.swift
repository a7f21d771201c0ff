/// The answer to a conversation, piece by piece.
///
/// The stream is cold: the model is asked when iteration begins, and asked again by each further iteration. Pieces are
/// read from the model as they are asked for, so a slow reader slows the model down. Breaking off, or cancelling the
/// task that iterates, ends the request.
///
/// Iterating throws ``LanguageModelError`` after everything that arrived before has been delivered, and the error's
/// ``LanguageModelError/partial`` holds the text that had arrived; `CancellationError` if the task is cancelled. After an
/// error or the end, the iterator only returns `nil`.
public struct ChatStream: AsyncSequence, Sendable {
  /// The type of element: a piece of the answer.
  public typealias Element = ChatChunk

  /// The type of error: ``LanguageModelError`` or `CancellationError`.
  public typealias Failure = any Error

  private let start: @Sendable () -> any AsyncIteratorProtocol<ChatDelta, any Error>

  /// Creates a stream from the pieces of a model.
  ///
  /// - Parameter deltas: The pieces. Its iterator must ask the model, and no earlier than its first element is asked
  ///   for. It ends when the answer is complete and throws otherwise.
  public init<Deltas: AsyncSequence & Sendable>(_ deltas: Deltas) where Deltas.Element == ChatDelta {
    self.start = { ThrowingIterator(base: deltas.makeAsyncIterator()) }
  }

  /// Starts iterating.
  ///
  /// The model is asked when the first piece is.
  public func makeAsyncIterator() -> Iterator {
    Iterator(deltas: start())
  }

  /// Reads the whole answer.
  public func collect() async throws -> ChatResponse {
    var iterator = makeAsyncIterator()
    // Keeping no chunk lets the text grow in place.
    while try await iterator.next() != nil {}
    return iterator.response
  }

  /// Reads the whole answer, and shows each piece as it comes: to write it to a stream of events, for one.
  ///
  /// What the closure throws ends the request, and is thrown here.
  public func collect(_ onChunk: (ChatChunk) async throws -> Void) async throws -> ChatResponse {
    var iterator = makeAsyncIterator()
    while let chunk = try await iterator.next() { try await onChunk(chunk) }
    return iterator.response
  }

  /// Iterates over the pieces.
  public struct Iterator: AsyncIteratorProtocol {
    private var deltas: (any AsyncIteratorProtocol<ChatDelta, any Error>)?
    /// Grows in place as long as the reader does not keep earlier chunks.
    private var text = ""
    private var toolCalls = ToolCallAssembler()
    private var finishReason: FinishReason?
    private var usage: TokenUsage?

    fileprivate init(deltas: any AsyncIteratorProtocol<ChatDelta, any Error>) {
      self.deltas = deltas
    }

    fileprivate var response: ChatResponse {
      ChatResponse(message: .assistant(text, toolCalls: toolCalls.calls), finishReason: finishReason, usage: usage)
    }

    /// The next piece, or `nil` when the answer is complete.
    public mutating func next() async throws -> ChatChunk? {
      try await next(isolation: nil)
    }

    /// The next piece, or `nil` when the answer is complete.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
      do {
        guard let delta = try await deltas?.next(isolation: actor) else {
          deltas = nil
          return nil
        }
        return add(delta)
      } catch {
        // Letting go of the source closes its connection now, not when the reader lets go of this iterator.
        deltas = nil
        guard var error = error as? LanguageModelError, !text.isEmpty else { throw error }
        error.partial = text
        throw error
      }
    }

    private mutating func add(_ delta: ChatDelta) -> ChatChunk {
      text += delta.text
      for call in delta.toolCalls { toolCalls.add(call) }
      finishReason = delta.finishReason ?? finishReason
      usage = delta.usage ?? usage
      return ChatChunk(
        delta: delta.text, text: text, toolCallDeltas: delta.toolCalls, toolCalls: toolCalls.calls,
        finishReason: finishReason, usage: usage)
    }
  }
}

/// An iterator whose errors have lost their type, so that those of all models have the same one.
private struct ThrowingIterator<Base: AsyncIteratorProtocol>: AsyncIteratorProtocol {
  var base: Base

  mutating func next() async throws -> Base.Element? {
    try await next(isolation: nil)
  }

  mutating func next(isolation actor: isolated (any Actor)?) async throws -> Base.Element? {
    try await base.next(isolation: actor)
  }
}
