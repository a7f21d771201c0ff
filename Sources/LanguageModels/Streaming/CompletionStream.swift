/// The answer to a prompt, piece by piece.
///
/// It is a ``ChatStream`` reduced to its text, with the same contract: cold, read as it is asked for, ended by breaking
/// off or cancelling, and errors after everything that had arrived. Pieces without text are left out; where the reason
/// the model stopped matters, such as when an answer may be cut off at a limit, use ``collect()`` or
/// ``LanguageModel/streamChat(_:tools:)``.
public struct CompletionStream: AsyncSequence, Sendable {
  /// The type of element: a piece of the answer.
  public typealias Element = CompletionChunk

  /// The type of error: ``LanguageModelError`` or `CancellationError`.
  public typealias Failure = any Error

  private let chat: ChatStream

  /// The text of the answer to a conversation.
  public init(_ chat: ChatStream) {
    self.chat = chat
  }

  /// Starts iterating.
  ///
  /// The model is asked when the first piece is.
  public func makeAsyncIterator() -> Iterator {
    Iterator(chat: chat.makeAsyncIterator())
  }

  /// Reads the whole answer.
  public func collect() async throws -> CompletionResponse {
    CompletionResponse(try await chat.collect())
  }

  /// Iterates over the pieces.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var chat: ChatStream.Iterator

    /// The next piece, or `nil` when the answer is complete.
    public mutating func next() async throws -> CompletionChunk? {
      try await next(isolation: nil)
    }

    /// The next piece, or `nil` when the answer is complete.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> CompletionChunk? {
      while let chunk = try await chat.next(isolation: actor) {
        if !chunk.delta.isEmpty { return CompletionChunk(delta: chunk.delta, text: chunk.text) }
      }
      return nil
    }
  }
}
