import ReferenceModel

/// Random runs that share limits: how much each step has to do, how long it takes, and what it needs a permit of.
///
/// All times are whole seconds, so that halfway between two of them nothing happens and everything can be counted.
struct LimitProgram {
  struct Limit {
    var name: String
    var count: Int
    var isPerRun: Bool
  }

  struct Step {
    var items: Int
    /// As many items once more, so many seconds later; `nil` for none.
    var secondWave: Int?
    var workers: Int
    var seconds: Int
    var priority: Int
    var limit: Limit?
    /// How many first attempts at each item fail, and how long the next one waits.
    var failures: Int
    var retryDelay: Int
    /// How long an attempt may take where times are disturbed.
    var timeout: Int?
  }

  struct Run {
    var start: Int
    /// When it is cancelled; `nil` for never.
    var cancellation: Int?
    var steps: [Step]

    /// How many attempts it makes, unless it is cancelled.
    var attempts: Int { steps.map { $0.items * ($0.failures + 1) * ($0.secondWave == nil ? 1 : 2) }.reduce(0, +) }
  }

  var seed: UInt64
  var runs: [Run]

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    self.seed = seed
    let limits = ["gpu", "desk"].map { Limit(name: $0, count: pick(1...3), isPerRun: pick(0...3) == 0) }
    runs = (0..<pick(1...5)).map { _ in
      Run(
        start: pick(0...4), cancellation: pick(0...4) == 0 ? pick(1...12) : nil,
        steps: (0..<pick(1...3)).map { _ in
          Step(
            items: pick(0...5), secondWave: pick(0...2) == 0 ? pick(1...9) : nil, workers: pick(1...3),
            seconds: pick(0...3), priority: pick(-1...1),
            limit: pick(0...4) == 0 ? nil : limits[pick(0...1)], failures: pick(0...3) == 0 ? 1 : 0,
            retryDelay: pick(0...2),
            timeout: pick(0...2) == 0 ? pick(1...5) : nil)
        })
    }
  }
}
