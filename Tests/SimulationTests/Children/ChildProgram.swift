import ReferenceModel

/// A random tree of workflows, each of which runs those below it from within its step.
///
/// Times are in milliseconds. All that happens takes whole seconds, and limits do not, so that it is rare that two things
/// that shut each other out fall on the same instant.
struct ChildProgram: Sendable {
  /// A workflow of one step, which does some things in order, and perhaps a handler of its failure.
  struct Node: Sendable {
    var number: Int
    var acts: [Act]
    /// How many attempts its step has, and the seconds between them.
    var attempts = 1
    var retryDelay = 0
    /// How long an attempt may take.
    var attemptTimeout: Int?
    var isHandled = false
  }

  enum Act: Sendable {
    case say
    case sleep(Int)
    /// Asks, and is answered after so many seconds.
    case ask(Int)
    /// Waits for an event of a type, which is sent after so many seconds.
    case listen(Int, word: Int)
    /// Throws in all attempts before this one.
    case fail(before: Int)
    /// Runs workflows: one, or several at once.
    case run([Call], Manner)
  }

  /// How a step runs workflows.
  enum Manner: Sendable {
    /// One, in its own task.
    case alone
    /// One, in a task that it only waits for.
    case apart
    /// Several at once, of which it waits for all.
    case together
    /// Several at once, of which the first to fail ends the others.
    case failingFast
  }

  struct Call: Sendable {
    var node: Node
    /// The name to run it as; that of the workflow if it is `nil`.
    var name: String?
    var timeout: Int?
    /// Whether the step goes on when it fails.
    var catches: Bool
  }

  var seed: UInt64
  var root: Node
  /// How long the run may take, and when it is cancelled, counted from its start.
  var timeout: Int?
  var cancellation: Int?

  init(seed: UInt64) {
    var draft = ChildDraft(seed: seed)
    self.seed = seed
    root = draft.node(depth: 0)
    timeout = draft.isOne(in: 5) ? draft.limit(10) : nil
    cancellation = draft.isOne(in: 5) ? draft.limit(10) : nil
  }

  /// What a node is answered, by the place where it asks.
  static func answer(_ node: Int, _ act: Int) -> Int { (node * 10 + act) * 3 + 1 }

  /// How what an act comes to is added to what came before, so that the order shows.
  static func adding(_ value: Int, to sum: Int) -> Int { (sum * 31 + value) % 1_000_003 }

  /// What a child counts for whose failure is caught, and a node whose failure is handled.
  static let caught = 77
  static func rescued(_ node: Int) -> Int { 500 + node }
}

/// Draws a tree of workflows.
private struct ChildDraft {
  private var random: SplitMix64
  private var lastNode = -1
  private var lastWord = -1

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func isOne(in count: Int) -> Bool { pick(1...count) == count }
  mutating func limit(_ seconds: Int) -> Int { pick(0...seconds) * 1_000 + pick(1...999) }

  mutating func node(depth: Int) -> ChildProgram.Node {
    lastNode += 1
    var node = ChildProgram.Node(number: lastNode, acts: [.say])
    if isOne(in: 3) {
      node.attempts = pick(2...3)
      node.retryDelay = pick(0...2)
    }
    if isOne(in: 8) { node.attemptTimeout = limit(4) }
    node.isHandled = isOne(in: 5)
    for _ in 0..<pick(1...3) { node.acts.append(act(depth, attempts: node.attempts)) }
    if depth == 0, !node.acts.contains(where: \.runsChildren) { node.acts.append(run(depth)) }
    return node
  }

  private mutating func act(_ depth: Int, attempts: Int) -> ChildProgram.Act {
    switch pick(0...9) {
    case 0: return .say
    case 1, 2: return .sleep(pick(0...3))
    case 3: return .ask(pick(0...2))
    case 4 where lastWord + 1 < words.count:
      lastWord += 1
      return .listen(pick(0...2), word: lastWord)
    case 5: return .fail(before: pick(2...attempts + 1))
    default: return depth < 3 && lastNode < 12 ? run(depth) : .sleep(1)
    }
  }

  private mutating func run(_ depth: Int) -> ChildProgram.Act {
    let manners: [ChildProgram.Manner] = [.alone, .alone, .apart, .together, .together, .failingFast]
    let manner = manners[pick(0...5)]
    let calls = (0..<(manner == .together || manner == .failingFast ? pick(2...3) : 1)).map { _ in
      ChildProgram.Call(
        node: node(depth: depth + 1), name: ["a", "b", "a-2", nil][pick(0...3)],
        timeout: isOne(in: 4) ? limit(4) : nil, catches: isOne(in: 2))
    }
    return .run(calls, manner)
  }
}

extension ChildProgram.Act {
  fileprivate var runsChildren: Bool { if case .run = self { true } else { false } }
}
