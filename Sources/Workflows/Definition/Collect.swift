/// When a step that takes an array gets it: `@Step(collect: .take(3, losers: .cancel))`.
///
/// Python: `Annotated[list[Hit], Collect(Take(3))]`.
public struct Collect: Hashable, Sendable, CustomStringConvertible {
  /// What becomes of those that come too late.
  public struct Losers: Hashable, Sendable {
    let areCancelled: Bool

    /// They go on; nothing of theirs reaches the step any more.
    public static let goOn = Losers(areCancelled: false)
    /// All work that is left of the batch is cancelled, and what it does afterwards does not count: its events are
    /// dropped, and its workers are free for others at once.
    ///
    /// If several steps collect the batch, once all of them have what they want.
    public static let cancel = Losers(areCancelled: true)
  }

  /// How many members are enough; `nil` for all of them.
  public let count: Int?
  /// What becomes of the others.
  public let losers: Losers

  /// Every member, once the last branch of the batch has ended.
  public static let all = Collect(count: nil, losers: .goOn)

  /// The first so many members, as soon as they are there; if the batch ends with fewer, those.
  public static func take(_ count: Int, losers: Losers = .goOn) -> Collect { Collect(count: count, losers: losers) }

  /// The value in words.
  public var description: String {
    guard let count else { return "all" }
    return losers.areCancelled ? "the first \(count), and cancels the others" : "the first \(count)"
  }
}
