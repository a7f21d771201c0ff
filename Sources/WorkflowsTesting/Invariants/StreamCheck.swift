import Workflows

/// Checks the records of one run, one after the other.
struct StreamCheck {
  let name: String
  private var violations: [String] = []
  /// The number that the next event should have; `nil` if any will do.
  private var expected: Int?
  /// Whether times may not go back; on many threads a writer may be overtaken between looking at the clock and writing.
  private let checksTimes: Bool
  private var time = Duration.zero
  private var terminal: [String] = []
  private var last: String?
  private var writers: [Int: (path: String, attempt: String)] = [:]

  /// - Parameter expected: The number that the first event should have; `nil` if any will do.
  init(name: String, startingAt expected: Int? = 0, checksTimes: Bool = true) {
    self.name = name
    self.checksTimes = checksTimes
    self.expected = expected
  }

  mutating func add(_ record: StreamRecord) {
    let event = type(of: record.event).eventName
    if let expected, record.sequence != expected {
      violations.append("\(name): event \(record.sequence) ('\(event)') comes where \(expected) should")
    }
    expected = record.sequence + ((record.event as? StreamGap)?.count ?? 1)
    if !(record.event is StreamGap) {
      if checksTimes, record.time < time {
        violations.append("\(name): event \(record.sequence) ('\(event)') is of \(record.time), after one of \(time)")
      }
      time = record.time
    }
    if let end = terminal.last {
      violations.append("\(name): event \(record.sequence) ('\(event)') follows the terminal event '\(end)'")
    }
    if type(of: record.event).eventRole.endsRun { terminal.append(event) }
    last = event
    if let step = record.stepName, let attempt = record.attempt {
      writers[record.sequence] = (record.path, "\(step)#\(attempt)")
    }
    if let end = record.event as? AttemptSuperseded { check(end, record) }
  }

  private mutating func check(_ end: AttemptSuperseded, _ record: StreamRecord) {
    if end.firstSequence >= record.sequence {
      violations.append("\(name): event \(record.sequence) supersedes event \(end.firstSequence), which comes later")
    } else if let writer = writers[end.firstSequence], !record.isSuperseding(end, writer) {
      violations.append(
        "\(name): event \(record.sequence) supersedes attempt \(end.attempt) of '\(end.stepName)' from event "
          + "\(end.firstSequence) on, which is of \(writer.attempt)")
    }
  }

  /// Whether the terminal event has come.
  var hasEnded: Bool { !terminal.isEmpty }

  /// What was wrong so far.
  var problems: [String] { violations }

  mutating func finish(
    stopEvent: (any StopEvent)?, isDone: Bool, runningSteps: [String], timeout: Duration? = nil
  ) -> [String] {
    if let timeout, stopEvent is WorkflowTimedOutEvent, time < timeout {
      violations.append("\(name): timed out at \(time), before its timeout of \(timeout)")
    }
    if terminal.count != 1 {
      violations.append("\(name): has \(terminal.count) terminal events: \(terminal.joined(separator: ", "))")
    }
    if !isDone { violations.append("\(name): its stream has ended and it is not done") }
    let stop = stopEvent.map { type(of: $0).eventName }
    if stop != terminal.last {
      violations.append("\(name): its stop event is '\(stop ?? "none")', the last of its stream '\(last ?? "none")'")
    }
    if !runningSteps.isEmpty {
      violations.append("\(name): has ended and runs \(runningSteps.joined(separator: ", "))")
    }
    return violations
  }
}

extension StreamRecord {
  /// Whether the attempt that it says to be superseded is the one that wrote an event, or may have run the child that did.
  fileprivate func isSuperseding(_ end: AttemptSuperseded, _ writer: (path: String, attempt: String)) -> Bool {
    if writer.path == path { return writer.attempt == "\(end.stepName)#\(end.attempt)" }
    return path.isEmpty || writer.path.hasPrefix("\(path)/")
  }
}
