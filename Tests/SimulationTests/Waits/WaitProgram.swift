import ReferenceModel

/// A random workflow whose steps ask and wait in the middle of their bodies, one thing after the other.
///
/// Whoever is outside answers each thing with a number that follows from its key, so that the sum of all answers is
/// known, however they are timed and ordered.
struct WaitProgram {
  enum Thing: Int, CaseIterable {
    /// Asked with a question that has an answer of its own.
    case question
    /// Waited for by its key.
    case reply
    /// Waited for by its key, and sent before.
    case early
    /// Waited for without a requirement; any will do.
    case token
  }

  var seed: UInt64
  /// The things that each piece of work waits for, in order.
  var works: [[Thing]]
  var workers: Int
  /// After how many answers a piece of work fails in its first attempt; `nil` for never.
  var failsAfter: Int?
  /// The seconds after which an attempt is given up; there may be many, because whoever answers may take their time.
  var timeout: Int?

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    self.seed = seed
    works = (0..<pick(1...5)).map { _ in (0..<pick(1...4)).map { _ in Thing.allCases[pick(0...3)] } }
    workers = pick(1...3)
    failsAfter = pick(0...2) == 0 ? pick(1...3) : nil
    timeout = pick(0...2) == 0 ? 50 : nil
  }

  static func key(_ work: Int, _ index: Int) -> Int { work * 10 + index }
  static func answer(_ key: Int) -> Int { key * 3 + 1 }

  var keys: [(key: Int, thing: Thing)] {
    works.enumerated().flatMap { work, things in things.enumerated().map { (Self.key(work, $0), $1) } }
  }

  /// What the run must come to.
  var sum: Int { keys.reduce(0) { $0 + ($1.thing == .token ? 1 : Self.answer($1.key)) } }
}
