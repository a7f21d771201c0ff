#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// How a run starts and stops.
extension StaticGraph {
  /// The events of which only the compiler knows which one starts a run.
  var startCandidates: [Mention] { start == nil ? accepted.with(.unknown) : [] }
  var stopCandidates: [Mention] { stop == nil ? produced.with(.unknown) : [] }

  var startQuestions: [Question] {
    let starts = accepted.with(.start)
    guard let start = givenStart ?? starts.first else { return startsWithCandidates }
    var questions: [Question] = []
    if givenStart != nil, !accepted.keys.contains(start.key) {
      let message =
        starts.isEmpty
        ? "workflow '\(workflow)' never starts: no step takes '\(start.key)'"
        : "workflow '\(workflow)' starts with '\(start.key)', but its steps take \(Words.list(starts))"
      return [
        Question(
          problem: Problem("no-start", message, at: start.node),
          unless: accepted.aliases(of: start) + accepted.hiding + takenByGroups(start))
      ]
    }
    if let givenStart {
      questions.append(
        Question(
          problem: Problem("no-start", "'\(start.key)' does not start a run; make it a 'StartEvent'", at: start.node),
          unless: [.role(givenStart, [.start]), .noEvent(givenStart)]))
    }
    return questions + starts.filter { $0.key != start.key }.map { secondStart($0, after: start) }
  }

  private func secondStart(_ other: Mention, after start: Mention) -> Question {
    let note = Note("the run already starts with '\(start.key)' here", at: start.node)
    return Question(
      problem: Problem(
        "second-start", "workflow '\(workflow)' has more than one start event: \(Words.list([start, other]))",
        at: other.node, notes: [note]),
      unless: [.notStart(other), .same(start, other)])
  }

  private var startsWithCandidates: [Question] {
    let candidates = startCandidates
    // The only event that comes from nowhere, if there is one, was most likely meant.
    let entries = startEntries
    if !groups.isEmpty { return [unseenStart] + secondStarts(entries) }
    let message = "workflow '\(workflow)' never starts: no step takes a start event"
    let problem =
      unmarked.startHint.map { Problem("no-start", message + $0, at: attribute) }
      ?? (entries.count == 1
        ? Problem(
          "no-start", "\(message), and '\(entries[0].key)' is none; make it a 'StartEvent'", at: entries[0].node)
        : Problem("no-start", "\(message), such as 'Start<String>'", at: attribute))
    let none = Question(
      problem: problem,
      unless: candidates.map { .role($0, [.start]) } + entries.hiding
        + (entries.count == 1 ? [.noEvent(entries[0])] : []))
    // A union that is declared elsewhere may bring the start event along.
    let hidden = entries.map { union in
      Question(
        problem: Problem(
          "hidden-start",
          "cannot see which event starts '\(workflow)', because '\(union.key)' is declared elsewhere; write "
            + "'@Workflow(start: …)'", at: union.node),
        unless: candidates.map { .role($0, [.start]) } + [.notHiding(union)])
    }
    return [none] + hidden + secondStarts(entries)
  }

  private func secondStarts(_ candidates: [Mention]) -> [Question] {
    pairs(candidates).map { one, other in
      Question(
        problem: secondStart(other, after: one).problem, unless: [.notStart(one), .notStart(other), .same(one, other)])
    }
  }

  var stopQuestions: [Question] {
    let stops = produced.with(.stop)
    guard let stop = givenStop ?? stops.first else { return stopsWithCandidates }
    var questions: [Question] = []
    if givenStop != nil, !produced.keys.contains(stop.key), !endsImplicitly, !isSkipped("terminalEvent") {
      let message =
        stops.isEmpty
        ? "workflow '\(workflow)' never stops: no step returns '\(stop.key)'"
        : "workflow '\(workflow)' stops with '\(stop.key)', but its steps return \(Words.list(stops))"
      return [
        Question(
          problem: Problem("no-stop", message, at: stop.node),
          unless: produced.aliases(of: stop) + produced.hiding + madeByGroups(stop))
      ]
    }
    if let givenStop {
      questions.append(
        Question(
          problem: Problem("no-stop", "'\(stop.key)' does not stop a run; make it a 'StopEvent'", at: stop.node),
          unless: [.role(givenStop, [.stop]), .noEvent(givenStop)]))
    }
    if endsImplicitly {
      questions.append(
        Question(
          problem: Problem(
            "implicit-stop",
            "workflow '\(workflow)' ends implicitly, but '\(stop.key)' needs a value; stop with 'Stop<Nothing>' or with "
              + "a 'Stop' of an optional", at: stop.node),
          unless: [.implicit(stop)]))
    }
    return questions + stops.filter { $0.key != stop.key }.map { secondStop($0, after: stop) }
  }

  private func secondStop(_ other: Mention, after stop: Mention) -> Question {
    let note = Note("the run already stops with '\(stop.key)' here", at: stop.node)
    return Question(
      problem: Problem(
        "second-stop", "steps of '\(workflow)' stop with different events: \(Words.list([stop, other]))",
        at: other.node, notes: [note]),
      unless: [.notStop(other), .same(stop, other)])
  }

  private var stopsWithCandidates: [Question] {
    let candidates = stopCandidates
    let exits = stopExits
    var questions: [Question] = []
    if !endsImplicitly, !isSkipped("terminalEvent"), !groups.isEmpty {
      questions.append(unseenStop)
    } else if !endsImplicitly, !isSkipped("terminalEvent") {
      let message = "workflow '\(workflow)' never stops: no step returns a stop event"
      let problem =
        unmarked.stopHint.map { Problem("no-stop", message + $0, at: attribute) }
        ?? (exits.count == 1
          ? Problem("no-stop", "\(message), and '\(exits[0].key)' is none; make it a 'StopEvent'", at: exits[0].node)
          : Problem("no-stop", "\(message), such as 'Stop<String>'", at: attribute))
      questions.append(
        Question(
          problem: problem,
          unless: candidates.map { .role($0, [.stop]) } + exits.hiding
            + (exits.count == 1 ? [.noEvent(exits[0])] : [])))
      questions += exits.map { union in
        Question(
          problem: Problem(
            "hidden-stop",
            "cannot see which event stops '\(workflow)', because '\(union.key)' is declared elsewhere; write "
              + "'@Workflow(stop: Stop<…>.self)'", at: union.node),
          unless: candidates.map { .role($0, [.stop]) } + [.notHiding(union)])
      }
    }
    return questions
      + pairs(exits).map { one, other in
        Question(
          problem: secondStop(other, after: one).problem, unless: [.notStop(one), .notStop(other), .same(one, other)])
      }
  }

  private func pairs(_ mentions: [Mention]) -> [(Mention, Mention)] {
    mentions.indices.flatMap { first in mentions[(first + 1)...].map { (mentions[first], $0) } }
  }
}
#endif
