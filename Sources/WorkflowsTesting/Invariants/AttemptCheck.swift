import Workflows

/// Checks what the stream of one run says of its own attempts, record by record, and knows what a settled reader is to get.
///
/// Not of the attempts of its children, whose records do not say which child they are of: one after the other may have
/// the same path, and each counts its work from the beginning.
struct AttemptCheck {
  private struct Attempt: Hashable {
    var workItem: UInt64
    var number: UInt32

    init(_ record: StoredRecord) {
      workItem = record.workItem
      number = record.attempt
    }
  }

  let name: String
  private(set) var violations: [String] = []
  /// Whether something is missing or not known, so that there is nothing to be said of a settled reader.
  private(set) var hasGap = false
  /// The attempts that wrote what may be superseded, and the same by the numbers of the first such events.
  private var begun: Set<Attempt> = []
  private var attempts: [Int: Attempt] = [:]
  private var superseded: Set<Attempt> = []
  /// The last attempt at each piece of work that wrote such an event.
  private var latest: [UInt64: Attempt] = [:]
  private var writers: [(sequence: Int, attempt: Attempt)] = []
  private var ofChildren: Set<Int> = []

  /// Reads a run to its end.
  init(of run: ObservedRun) async {
    name = "run '\(run.runID)' of '\(run.workflowName)'"
    var cursor = run.storedRecords()
    while let entry = await cursor.next() { add(entry) }
  }

  private mutating func add(_ entry: StreamCursor.Entry) {
    let record = entry.record
    if record.path > 0 {
      ofChildren.insert(entry.sequence)
      return
    }
    switch record.event {
    case is StreamGap: hasGap = true
    case let end as AttemptSuperseded: supersede(end, at: entry.sequence)
    default: writers.append((entry.sequence, Attempt(record)))
    }
    if record.isTentative { addTentative(Attempt(record), at: entry.sequence) }
  }

  private mutating func addTentative(_ attempt: Attempt, at sequence: Int) {
    if superseded.contains(attempt) {
      violations.append("\(name): event \(sequence) is of an attempt that was superseded before")
    }
    if begun.insert(attempt).inserted { attempts[sequence] = attempt }
    guard let last = latest[attempt.workItem], last != attempt else { return latest[attempt.workItem] = attempt }
    if last.number > attempt.number {
      violations.append("\(name): event \(sequence) of attempt \(attempt.number) follows one of \(last.number)")
    } else if !hasGap, !superseded.contains(last) {
      violations.append("\(name): event \(sequence) is of another attempt, and the one before was not superseded")
    }
    latest[attempt.workItem] = attempt
  }

  private mutating func supersede(_ end: AttemptSuperseded, at sequence: Int) {
    guard let attempt = attempts[end.firstSequence] else {
      // Of which attempt it is that ran a child which wrote the first of its events, the records do not say.
      if ofChildren.contains(end.firstSequence) { hasGap = true }
      if hasGap { return }
      return violations.append(
        "\(name): event \(sequence) supersedes an attempt from event \(end.firstSequence) on, with which none begins")
    }
    if !superseded.insert(attempt).inserted {
      violations.append("\(name): event \(sequence) supersedes an attempt that was superseded before")
    }
  }

  /// The numbers of the run's own events that a settled reader gets.
  var settled: [Int] { writers.filter { !superseded.contains($0.attempt) }.map(\.sequence) }

  /// What is wrong with what a settled reader got that came to the end.
  func problems(ofSettled numbers: [Int], reader: String) -> [String] {
    let own = numbers.filter { !ofChildren.contains($0) }
    if hasGap || own == settled { return [] }
    return ["\(reader) got the events \(own) settled, and not \(settled)"]
  }
}
