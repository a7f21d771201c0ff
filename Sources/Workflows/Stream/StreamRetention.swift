/// How much of a run's stream is kept for readers that come late or are slow.
///
/// The writer never waits for a reader. A reader that wants what is no longer kept gets a ``StreamGap`` in its place.
/// The terminal event is always kept.
public struct StreamRetention: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    case all
    case last(Int)
    case bytes(Int)
  }

  package let kind: Kind

  /// Everything, for as long as somebody holds the handler or a reader.
  ///
  /// The default.
  public static let all = StreamRetention(kind: .all)

  /// The last so many events; at least 1.
  public static func last(_ count: Int) -> StreamRetention { .init(kind: .last(max(count, 1))) }

  /// The last events that together take no more than so many bytes when encoded as JSON, and at least the last one.
  ///
  /// The size of each event is counted when it is written, which costs about as much as encoding it.
  public static func bytes(_ count: Int) -> StreamRetention { .init(kind: .bytes(max(count, 0))) }

  /// The value in words.
  public var description: String {
    switch kind {
    case .all: "all"
    case .last(let count): "the last \(count) events"
    case .bytes(let count): "the last \(count) bytes"
    }
  }
}
