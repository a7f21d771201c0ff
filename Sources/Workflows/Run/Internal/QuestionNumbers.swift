import Synchronization

/// Gives each question of a run, and of the runs within it, a number of its own.
struct QuestionNumbers: ~Copyable, Sendable {
  private let number = Atomic<UInt32>(0)

  var last: UInt32 { number.load(ordering: .relaxed) }
  func next() -> UInt32 { number.add(1, ordering: .relaxed).newValue }
}
