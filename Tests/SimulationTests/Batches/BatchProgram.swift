import ReferenceModel

/// A random workflow of batches within batches: what its steps compute, and how the steps that collect do it.
///
/// Level 0 is the outermost. What comes of an event depends on its number alone, so that what the run must come to can be
/// worked out by recursion: ``BatchOracle``.
struct BatchProgram {
  struct Level {
    /// How many elements an array has, by the number of the event that it is made of; -1 for no array at all.
    var counts: [Int]
    /// Every so many-th element is a member already, and goes down no further; 0 for none.
    var directEvery: Int
    /// How many members the collecting step takes; `nil` for all.
    var take: Int?
    var cancelsLosers: Bool
    /// Whether the collecting step returns nothing for some sums.
    var drops: Bool
    var workers: Int
    var gatherFailures: Int
    /// Whether another step collects the same, and returns nothing.
    var isTallied: Bool
  }

  /// What happens to an event at the innermost level.
  enum Leaf: CaseIterable {
    /// One step returns a member, or nothing for some numbers.
    case step
    /// It sends the member instead of returning it, and a second one for some numbers.
    case sends
    /// It returns to itself until the number is small.
    case loop
    /// Two steps take the event, and a third joins what they return.
    case set
    /// It fails for good for some numbers, and a handler makes a member of the failure.
    case handled
    /// It sends the event on in a branch, and for some numbers another one, which waits for ever until it is cancelled.
    case branches
  }

  var seed: UInt64
  var start: Int
  var levels: [Level]
  var leaf: Leaf
  var workers: Int
  /// How many first attempts of the leaf fail for every event.
  var failures: Int
  var retryDelay: Int
  /// Whether the leaf takes some seconds, by the number of its event.
  var sleeps: Bool

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    self.seed = seed
    start = pick(0...20)
    let depth = pick(1...3)
    levels = (0..<depth).map { level in
      Level(
        counts: (0..<pick(1...3)).map { _ in pick(level == 0 ? 0...5 : -1...4) },
        directEvery: pick(0...2) == 0 ? pick(1...3) : 0,
        take: pick(0...2) == 0 ? pick(1...4) : nil, cancelsLosers: pick(0...1) == 0,
        drops: level > 0 && pick(0...2) == 0, workers: pick(1...3), gatherFailures: pick(0...3) == 0 ? 1 : 0,
        isTallied: pick(0...2) == 0)
    }
    leaf = Leaf.allCases[pick(0...Leaf.allCases.count - 1)]
    workers = pick(1...4)
    failures = pick(0...2) == 0 ? pick(1...2) : 0
    retryDelay = pick(0...1) * 10
    sleeps = pick(0...1) == 0
  }

  // MARK: What the steps compute

  /// An element of an array.
  struct Element {
    var value: Int
    var isDirect: Bool
  }

  /// The array that is made of an event on a level; `nil` for none.
  func elements(of value: Int, on level: Int) -> [Element]? {
    let shape = levels[level]
    let count = shape.counts[value % shape.counts.count]
    if count < 0 { return nil }
    return (0..<count).map { index in
      Element(
        value: (value * 7 + index * 3 + level + 1) % 101,
        isDirect: shape.directEvery > 0 && index % shape.directEvery == shape.directEvery - 1)
    }
  }

  /// What a collecting step returns; `nil` for nothing.
  ///
  /// Of the order in which members arrive it must not depend, and where only some are taken not even on which.
  func collected(_ members: [Int], on level: Int) -> Int? {
    let sum = levels[level].take == nil ? members.reduce(0, +) : 17
    if levels[level].drops, (sum + members.count) % 4 == 0 { return nil }
    return (sum * 5 + members.count) % 97
  }

  /// Whether the leaf fails for good.
  func fails(_ value: Int) -> Bool { leaf == .handled && value % 3 == 0 }

  /// What comes of one event at the innermost level.
  func members(ofLeaf value: Int) -> [Int] {
    switch leaf {
    case .step: value % 5 == 0 ? [] : [value + 1]
    case .sends: value % 2 == 0 ? [value + 1, value + 2] : [value + 1]
    case .loop: [value % 10 + 1]
    case .set: [value * 2 + 1]
    case .handled: [fails(value) ? 1_000 + value : value + 1]
    case .branches: [value + 3]
    }
  }

  /// How many attempts the leaf makes at one event, returns to itself included.
  func attempts(atLeaf value: Int) -> Int {
    switch leaf {
    case .loop: (value / 10 + 1) * (failures + 1)
    case .set: 2 * (failures + 1)
    default: failures + 1
    }
  }

  /// Whether the leaf opens a branch that has to be cancelled.
  func hasDeadBranch(_ value: Int) -> Bool { leaf == .branches && value % 3 == 0 }

  func seconds(_ value: Int) -> Int { sleeps ? value % 4 : 0 }
}
