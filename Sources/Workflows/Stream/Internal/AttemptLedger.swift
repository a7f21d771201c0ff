import DequeModule

/// Which attempts' records may yet be superseded, and which are.
///
/// Only steps that may be tried again appear here, and only once they have written something; most logs have none. A
/// class, so that this costs nothing. Touched only under the log's lock.
final class AttemptLedger {
  /// Names one attempt at one piece of work.
  struct Key: Hashable, Sendable {
    var workItem: UInt64
    var attempt: UInt32
    /// The child run that it is of.
    var path: UInt16 = 0

    init(workItem: UInt64, attempt: UInt32) {
      self.workItem = workItem
      self.attempt = attempt
    }

    init(_ execution: StepExecution) {
      self.init(workItem: execution.workItem, attempt: UInt32(clamping: execution.attempt))
    }

    init(_ record: StoredRecord) {
      self.init(workItem: record.workItem, attempt: record.attempt)
      path = record.path
    }
  }

  /// The first records of the attempts that are not decided.
  private var undecided: [Key: Int] = [:]
  /// The records among which those of an attempt no longer count.
  ///
  /// The attempts of children that are run one after the other are named alike, so a name alone does not tell.
  private var superseded: [Key: Deque<Range<Int>>] = [:]
  /// The superseded attempts with the number of the record that says so, in order.
  private var announcements: Deque<(record: Int, key: Key)> = []
  /// What children wrote that undecided attempts run.
  var children = ChildrenAtRisk()

  /// The first record that may yet be superseded; `nil` if there is none.
  var firstUndecided: Int? { undecided.isEmpty ? nil : undecided.values.min() }

  /// Takes note of a record that may be superseded, by itself or with the attempt that runs the child that wrote it.
  func note(_ record: StoredRecord, at number: Int) {
    if record.isTentative { note(Key(record), at: number) }
    if record.path > 0 { for key in children.attempts(of: record.path) { note(key, at: number) } }
  }

  private func note(_ key: Key, at record: Int) {
    if undecided[key] == nil { undecided[key] = record }
  }

  /// Takes note that the attempt has returned, so that its records stay; returns whether it had any.
  func settle(_ key: Key) -> Bool {
    children.settle { $0 == key }
    return undecided.removeValue(forKey: key) != nil
  }

  /// Takes note that another attempt is made; returns the first record that no longer counts, if there is one.
  func supersede(_ key: Key, announcedAt record: Int) -> Int? {
    guard let first = undecided.removeValue(forKey: key) else { return nil }
    superseded[key, default: []].append(first..<record)
    children.supersede(key)
    announcements.append((record, key))
    return first
  }

  /// Marks the records of a slice that no longer count.
  ///
  /// The reader is not given the records' numbers themselves, which would be copied when the next attempt is superseded.
  func markSuperseded(in slice: inout StreamSlice, from position: Int) {
    if superseded.isEmpty { return }
    for index in slice.index..<slice.end {
      let record = slice.chunk[index]
      let number = position + index - slice.index
      if record.workItem == 0 { continue }
      if superseded[Key(record)]?.contains(where: { $0.contains(number) }) ?? false
        || record.path > 0 && children.isLost(number, of: record.path)
      {
        slice.superseded |= 1 << UInt64(index)
      }
    }
  }

  /// A child run has ended: nothing of it will be superseded any more; returns whether anything could be.
  func settleAll(of path: UInt16) -> Bool {
    children.settle { $0.path == path }
    let keys = undecided.keys.filter { $0.path == path }
    for key in keys { undecided[key] = nil }
    return !keys.isEmpty
  }

  /// The run has ended: nothing will be superseded any more.
  func settleAll() { if !undecided.isEmpty { undecided = [:] } }

  /// Forgets what nobody can read any more, because the records before a number are dropped.
  func drop(before base: Int) {
    while let first = announcements.first, first.record < base {
      announcements.removeFirst()
      superseded[first.key]?.removeFirst()
      if superseded[first.key]?.isEmpty == true { superseded[first.key] = nil }
      children.drop(before: base)
    }
  }
}
