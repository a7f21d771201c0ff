import Workflows

/// Finds a simpler way to the same kind of failure: fewer choices, and plainer ones.
struct Shrinker {
  let seed: UInt64
  let reason: SimulationFailure.Reason
  /// What the body threw, if that is why.
  let cause: (any Error)?
  let faults: Faults
  let options: SimulationOptions
  let body: SeedRun.Body

  /// The failure on the simplest way that was found.
  func failure(from outcome: SeedRun.Outcome) -> SimulationFailure {
    // What depends on other threads fails differently each time, and a deadlock takes its time to be noticed.
    let mayShrink = reason != .escaped && reason != .deadlock && reason != .livelock
    var best = withoutTail(outcome.choices)
    var budget = mayShrink ? options.shrinkLimit : 0
    for pass in [halve, zeroBlocks, lower] {
      while budget > 0, let simpler = pass(best, &budget) { best = simpler }
    }
    let last = attempt(best, keepsTrace: true)
    guard isSame(last) else {
      // It does not replay: what the seed itself led to is the best there is.
      var failure = SimulationFailure(seed: seed, reason: reason, outcome)
      failure.trace = last.trace
      return failure
    }
    var failure = SimulationFailure(seed: seed, reason: reason, last)
    failure.choices = best
    return failure
  }

  private func attempt(_ choices: [Int], keepsTrace: Bool = false) -> SeedRun.Outcome {
    var options = options
    // What waits for a thread of somebody else's is another failure, and not worth waiting for hundreds of times.
    if reason != .escaped, !options.allowsEscapes { options.patience = .zero }
    return SeedRun(
      seed: seed, choices: Choices(list: choices), faults: faults, options: options, keepsTrace: keepsTrace, body: body
    ).run()
  }

  private func fails(_ choices: [Int], _ budget: inout Int) -> Bool {
    guard budget > 0 else { return false }
    budget -= 1
    return isSame(attempt(choices))
  }

  /// Whether it failed for the same reason, and threw an error of the same type if that is the reason.
  private func isSame(_ outcome: SeedRun.Outcome) -> Bool {
    guard outcome.reason == reason else { return false }
    return outcome.cause.map { ObjectIdentifier(type(of: $0)) } == cause.map { ObjectIdentifier(type(of: $0)) }
  }

  /// What is beyond the end of a list is zero anyway.
  private func withoutTail(_ choices: [Int]) -> [Int] {
    Array(choices.reversed().drop { $0 == 0 }.reversed())
  }

  /// Ends the list earlier.
  private func halve(_ choices: [Int], _ budget: inout Int) -> [Int]? {
    var cut = choices.count / 2
    while cut > 0 {
      let shorter = withoutTail(Array(choices.dropLast(cut)))
      if shorter.count < choices.count, fails(shorter, &budget) { return shorter }
      cut /= 2
    }
    return nil
  }

  /// Replaces blocks of choices by the plainest one.
  private func zeroBlocks(_ choices: [Int], _ budget: inout Int) -> [Int]? {
    var size = max(choices.count / 2, 1)
    while true {
      for start in stride(from: 0, to: choices.count, by: size) {
        let block = start..<min(start + size, choices.count)
        if choices[block].allSatisfy({ $0 == 0 }) { continue }
        var plainer = choices
        for index in block { plainer[index] = 0 }
        if fails(plainer, &budget) { return withoutTail(plainer) }
      }
      if size == 1 { return nil }
      size /= 2
    }
  }

  /// Makes single choices smaller.
  private func lower(_ choices: [Int], _ budget: inout Int) -> [Int]? {
    for index in choices.indices where choices[index] > 1 {
      for value in [1, choices[index] / 2] where value < choices[index] {
        var smaller = choices
        smaller[index] = value
        if fails(smaller, &budget) { return smaller }
      }
    }
    return nil
  }
}
