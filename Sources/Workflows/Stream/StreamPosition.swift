/// Where a reader of a stream begins.
public struct StreamPosition: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    case start, now
    case after(Int)
  }

  package let kind: Kind

  /// At the first event of the run; what the retention has dropped is a ``StreamGap``.
  public static let start = StreamPosition(kind: .start)

  /// At the first event written after the stream was asked for.
  public static let now = StreamPosition(kind: .now)

  /// At the event that follows the one with a sequence number, to go on where an earlier reader stopped.
  ///
  /// A negative number begins at the start; one that is not reached yet waits for it.
  public static func after(_ sequence: Int) -> StreamPosition { .init(kind: .after(sequence)) }

  /// The value in words.
  public var description: String {
    switch kind {
    case .start: "start"
    case .now: "now"
    case .after(let sequence): "after \(sequence)"
    }
  }
}
