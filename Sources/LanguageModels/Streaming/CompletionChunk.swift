/// A piece of the answer to a prompt, with the answer so far.
public struct CompletionChunk: Sendable, Hashable {
  /// The text this piece adds; never empty.
  public var delta: String

  /// The text so far.
  public var text: String

  /// Creates a piece.
  public init(delta: String, text: String) {
    self.delta = delta
    self.text = text
  }
}
