import Workflows

/// The stream of a program of children, taken apart by the runs that wrote it.
struct ChildRecords {
  /// A run, and what it wrote.
  struct Run {
    let place: Place
    let path: String
    var lines: [(line: ChildLine, time: Duration)] = []
    /// How many lines the run around it had written when this one began, and the attempt that runs it.
    var outerLines = 0
    var outerAttempt = 0
  }

  let program: ChildProgram
  private(set) var runs: [String: Run] = [:]
  /// The ids of the runs, the earliest first.
  private(set) var order: [String] = []
  private(set) var problems: [String] = []
  private let calls: [Int: ChildProgram.Placed]
  private let isExact: Bool
  private var writers: [Int: Place] = [:]
  private var superseded: Set<Writer> = []
  private var holders: [String: String] = [:]
  private var questions: [QuestionID: Writer] = [:]
  private var askers: [Writer: QuestionID] = [:]

  /// An attempt of a run, or an act of one.
  private struct Writer: Hashable {
    var run: String
    var number: Int
  }

  /// - Parameter isExact: Whether nothing goes on that was cancelled, so that paths are free when they should be.
  init(of program: ChildProgram, isExact: Bool) {
    self.program = program
    self.isExact = isExact
    calls = program.placed
  }

  mutating func add(_ record: StreamRecord) {
    switch record.event {
    case let event as any PlacedEvent: add(event, record)
    case let event as AttemptSuperseded: supersede(event, record)
    case is any StopEvent:
      if !record.path.isEmpty { problems.append("event \(record.sequence) ends the child '\(record.path)'") }
    default: problems.append("event \(record.sequence) is a \(type(of: record.event))")
    }
  }

  private mutating func add(_ event: any PlacedEvent, _ record: StreamRecord) {
    let place = event.place
    writers[record.sequence] = place
    if record.attempt != place.attempt || record.stepName != (place.act < 0 ? "rescue" : "work") {
      problems.append("event \(record.sequence) is said to be of attempt \(record.attempt ?? 0): \(place)")
    }
    if let question = record.question { ask(question, Writer(run: place.run, number: place.act)) }
    write(ChildLine(kind: type(of: event).kind, act: place.act, attempt: place.attempt), place, record)
  }

  private mutating func supersede(_ event: AttemptSuperseded, _ record: StreamRecord) {
    guard let place = writers[event.firstSequence], place.attempt == event.attempt else {
      return problems.append("event \(record.sequence) supersedes event \(event.firstSequence)")
    }
    superseded.insert(Writer(run: place.run, number: event.attempt))
    write(ChildLine(kind: .superseded, act: -1, attempt: event.attempt), place, record)
  }

  /// A question has one number, which no other one in the tree has.
  private mutating func ask(_ question: QuestionID, _ asker: Writer) {
    if questions.updateValue(asker, forKey: question) ?? asker != asker
      || askers.updateValue(question, forKey: asker) ?? question != question
    {
      problems.append("question '\(question)' is that of two, or has two numbers")
    }
  }

  private mutating func write(_ line: ChildLine, _ place: Place, _ record: StreamRecord) {
    if runs[place.run] == nil { begin(place, record) }
    guard let run = runs[place.run] else { return }
    if record.path != run.path { problems.append("'\(run.path)' writes under the path '\(record.path)'") }
    if holders[run.path] != place.run { problems.append("two runs have the path '\(run.path)' at once") }
    if let outer = place.parent.flatMap({ runs[$0] }),
      outer.lines.count != run.outerLines || outer.lines.last?.line.kind != .before
    {
      problems.append("'\(run.path)' writes event \(record.sequence) when the step that ran it has gone on")
    }
    runs[place.run]?.lines.append((line, record.time))
  }

  private mutating func begin(_ place: Place, _ record: StreamRecord) {
    var run = Run(place: place, path: record.path)
    if let outer = place.parent.flatMap({ runs[$0] }) {
      run.outerLines = outer.lines.count
      run.outerAttempt = outer.lines.last?.line.attempt ?? 0
    }
    runs[place.run] = run
    order.append(place.run)
    holders[record.path] = place.run
    if !fits(record.path, place) { problems.append("node \(place.node) has the path '\(record.path)'") }
  }

  /// Whether a run may have a path: that of the run around it and its name, with a number if that may be taken.
  private func fits(_ path: String, _ place: Place) -> Bool {
    guard let parent = place.parent, let call = calls[place.node] else { return path.isEmpty && place.node == 0 }
    let around = runs[parent]?.path ?? "?"
    let full = around.isEmpty ? call.name : "\(around)/\(call.name)"
    if path == full { return true }
    guard path.hasPrefix("\(full)-"), let number = Int(path.dropFirst(full.count + 1)), number > 1 else { return false }
    return !isExact || call.mayOverlap || number <= call.atOnce
  }

  /// The numbers of the events that count in the end.
  var settled: [Int] {
    writers.filter { !isSuperseded($0.value) }.keys.sorted()
  }

  private func isSuperseded(_ place: Place) -> Bool {
    // A handler is another step, whose attempts are numbered from 1 too.
    if place.act >= 0, superseded.contains(Writer(run: place.run, number: place.attempt)) { return true }
    guard let run = runs[place.run], let parent = place.parent, let outer = runs[parent] else { return false }
    return isSuperseded(
      Place(run: parent, parent: outer.place.parent, node: outer.place.node, attempt: run.outerAttempt, act: 0))
  }
}
