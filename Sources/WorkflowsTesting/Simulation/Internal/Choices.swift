import Workflows

/// Every decision that a simulation leaves to chance, in order: made by a seed, or made again from a list.
///
/// Zero is always the plainest choice: the job that came first, no detour, no fault. So a list of choices becomes
/// simpler by ending earlier and by having more zeros.
final class Choices: Sendable {
  private enum Source {
    case seed(SplitMix64)
    /// What is beyond the end of the list is zero.
    case list([Int])
  }

  private struct State {
    var source: Source
    var made: [Int] = []
  }

  // Locked because a step may hand the simulation to a thread of its own.
  private let state: LockedValueBox<State>

  init(seed: UInt64) { state = LockedValueBox(State(source: .seed(SplitMix64(seed: seed)))) }

  init(list: [Int]) { state = LockedValueBox(State(source: .list(list))) }

  /// The choices made so far.
  var made: [Int] { state.withLock(\.made) }

  /// A number from 0 up to but not including a bound; 0 if there is nothing to choose from.
  func next(below bound: Int) -> Int {
    if bound <= 1 { return 0 }
    return state.withLock { state in
      let choice: Int
      switch state.source {
      case .seed(var generator):
        choice = Int(generator.next() % UInt64(bound))
        state.source = .seed(generator)
      case .list(let list):
        choice = state.made.count < list.count ? min(list[state.made.count], bound - 1) : 0
      }
      state.made.append(choice)
      return choice
    }
  }

  /// Whether something happens that happens once in so many times.
  func isOne(in count: Int) -> Bool { next(below: count) == count - 1 }
}
