/// How often handlers have taken failures of the work that an event follows from: a number for each such history, which
/// a piece of work carries without further cost.
///
/// There are as many as there are ways for the handlers to have acted as often as they may.
struct Recoveries: Sendable {
  /// A history; 0 is that of most work, in which nothing has failed.
  typealias ID = UInt32

  /// By the handler's step.
  private var histories: [[Int: Int]] = []
  private var known: [[Int: Int]: ID] = [:]

  func count(_ history: ID, by handler: Int) -> Int {
    history == 0 ? 0 : histories[Int(history) - 1][handler] ?? 0
  }

  /// A history with one more recovery by a handler.
  mutating func adding(_ handler: Int, to history: ID) -> ID {
    var counts = history == 0 ? [:] : histories[Int(history) - 1]
    counts[handler, default: 0] += 1
    if let id = known[counts] { return id }
    histories.append(counts)
    let id = ID(histories.count)
    known[counts] = id
    return id
  }
}
