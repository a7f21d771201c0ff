/// Which records of children no longer count when attempts are superseded that ran them, or ran those around them.
///
/// A path stands for one child after the other, so what is known is where the records of each begin and end.
struct ChildrenAtRisk {
  private struct Child {
    /// The attempts that its records depend on.
    var attempts: [AttemptLedger.Key]
    /// Where its records begin.
    let start: Int
    /// Whether one of the attempts was superseded, while it goes on.
    var isLost = false
  }

  /// The children that are on, by their paths.
  private var children: [UInt16: Child] = [:]
  /// The records of those that have ended, by the undecided attempts that they depend on.
  private var records: [AttemptLedger.Key: [(path: UInt16, records: Range<Int>)]] = [:]
  /// The records that no longer count, by path.
  private var lost: [UInt16: [Range<Int>]] = [:]

  /// The attempts that the records of a path depend on now.
  func attempts(of path: UInt16) -> [AttemptLedger.Key] { children[path]?.attempts ?? [] }

  /// Whether a record of a path no longer counts.
  func isLost(_ record: Int, of path: UInt16) -> Bool { lost[path]?.contains { $0.contains(record) } ?? false }

  var isEmpty: Bool { lost.isEmpty }

  /// A child begins.
  ///
  /// - Parameters:
  ///   - attempt: The attempt that runs it, if that may be superseded.
  ///   - around: The path of the run around it.
  mutating func begin(_ path: UInt16, by attempt: AttemptLedger.Key?, within around: UInt16, at record: Int) {
    let isLost = children[around]?.isLost ?? false
    let attempts = (attempt.map { [$0] } ?? []) + self.attempts(of: around)
    if isLost { lost[path, default: []].append(record..<Int.max) }
    if isLost || !attempts.isEmpty {
      children[path] = Child(attempts: isLost ? [] : attempts, start: record, isLost: isLost)
    }
  }

  /// A child has ended, and writes nothing any more.
  mutating func end(_ path: UInt16, at record: Int) {
    guard let child = children.removeValue(forKey: path) else { return }
    if child.isLost, let start = lost[path]?.popLast()?.lowerBound { lost[path]?.append(start..<record) }
    if child.start == record { return }
    for attempt in child.attempts { records[attempt, default: []].append((path, child.start..<record)) }
  }

  /// What attempts wrote stays.
  mutating func settle(where isSettled: (AttemptLedger.Key) -> Bool) {
    for attempt in records.keys where isSettled(attempt) { records[attempt] = nil }
    for path in children.keys { children[path]?.attempts.removeAll(where: isSettled) }
  }

  /// An attempt is superseded, and with it what depends on it.
  mutating func supersede(_ attempt: AttemptLedger.Key) {
    for (path, range) in records.removeValue(forKey: attempt) ?? [] { lost[path, default: []].append(range) }
    for (path, child) in children where child.attempts.contains(attempt) {
      lost[path, default: []].append(child.start..<Int.max)
      children[path] = Child(attempts: [], start: child.start, isLost: true)
    }
  }

  /// Forgets what nobody can read any more.
  mutating func drop(before base: Int) {
    for path in lost.keys {
      lost[path]?.removeAll { $0.upperBound <= base }
      if lost[path]?.isEmpty == true { lost[path] = nil }
    }
  }
}
