#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// What the groups of a workflow bring into its graph, which only the compiler knows.
extension StaticGraph {
  /// What makes it no problem that no own step takes an event: a group does, or there is a group that does not tell all.
  func takenByGroups(_ mention: Mention) -> [Question.Unless] {
    groups.isEmpty ? [] : groups.indices.map { .takenByGroup($0, mention) } + [.hiddenInGroups(.taken)]
  }

  /// The same for an event that no own step produces.
  func madeByGroups(_ mention: Mention) -> [Question.Unless] {
    groups.isEmpty ? [] : groups.indices.map { .madeByGroup($0, mention) } + [.hiddenInGroups(.made)]
  }

  /// That no step of the workflow's own starts it, although a group's may.
  var unseenStart: Question {
    Question(
      problem: Problem(
        "hidden-start",
        "cannot see which event starts '\(workflow)', because none of its own steps takes one; write "
          + "'@Workflow(start: …)' if a group does", at: attribute),
      unless: startCandidates.map { .role($0, [.start]) })
  }

  /// That none of them stops it.
  var unseenStop: Question {
    Question(
      problem: Problem(
        "hidden-stop",
        "cannot see which event stops '\(workflow)', because none of its own steps returns one; write "
          + "'@Workflow(stop: Stop<…>.self)' if a group does", at: attribute),
      unless: stopCandidates.map { .role($0, [.stop]) })
  }

  /// Names for the types of the groups, and for whether one of them does not tell all.
  func groupNames(in container: String) -> [String] {
    if groups.isEmpty { return [] }
    let types = groups.enumerated().map { number, group in
      "let g\(number) = Workflows._groupType \(group.reading(of: container))"
    }
    return types
      + Question.Side.allCases.flatMap { side in
        let calls = groups.indices.map { "unlessAnyHides(g\($0)._\(side)())" }
        return Question.chain("\(side)By", calls) + ["let \(side)Hidden = \(side)By_\(calls.count); _ = \(side)Hidden"]
      }
  }

  /// The code that checks what each group needs from others, and what it gives away.
  func groupChecks(in context: some MacroExpansionContext) -> [String] {
    groups.enumerated().flatMap { number, group -> [String] in
      guard let name = group.name else { return [] }
      let checks = (0..<GroupAnswers.limit).flatMap { index -> [GroupEdge] in
        let needed = GroupEdge(
          group: number, index: index, event: "_needs", report: "_edgeTo", end: .made, others: produced,
          given: givenStart,
          roles: ["Start", "HumanResponse", "Stop"])
        let given = GroupEdge(
          group: number, index: index, event: "_gives", report: "_edgeFrom", end: .taken, others: wanted,
          given: givenStop, roles: ["InputRequired", "Stop"])
        return (isSkipped("missingProducer") ? [] : [needed]) + (isSkipped("terminalEvent") ? [] : [given])
      }
      return checks.map { $0.check(beside: groups.indices, at: name, in: context) }
    }
  }
}

/// An event that a group needs from others or gives away, of which the workflow knows a number only.
private struct GroupEdge {
  var group: Int
  var index: Int
  /// The group's name for it, and for what reports that it has no other end.
  var event: String
  var report: String
  /// What the other end is.
  var end: Question.Side
  /// The events of the workflow's own steps that may be this one.
  var others: [Mention]
  /// The one that starts or stops the run, if that is said.
  var given: Mention?
  /// The roles in which it needs no other end.
  var roles: [String]

  /// The code that asks whether it has another end.
  func check(beside groups: Range<Int>, at node: TokenSyntax, in context: some MacroExpansionContext) -> String {
    let type = "g\(group).\(event)\(index)"
    let others = (others + [given].compactMap(\.self)).unique
    var calls = ["unlessNoEvent(\(type))"] + roles.map { "unless\($0)(\(type))" }
    calls += others.map { "unlessSame(\(type), \($0.localType).self)" }
    calls += groups.map { "unless(g\($0)._\(end == .made ? "makes" : "takes")(\(type)))" } + ["unless(\(end)Hidden)"]
    calls += others.filter { $0.role == .unknown }.map { "unlessHiding(\($0.localType).self)" }
    let question = "e\(group)\(event)\(index)"
    return Place(Syntax(node), in: context).code(
      before: Question.chain(question, calls) + ["g\(group)"], text: ".\(report)\(index)(\(question)_\(calls.count))",
      outdented: 1)
  }
}

extension Question {
  /// The two ends of an event.
  enum Side: String, CaseIterable { case taken, made }

  /// A question in single steps, the last of which is `name_count`: the compiler would take long for all at once.
  static func chain(_ name: String, _ calls: [String]) -> [String] {
    ["let \(name)_0 = Workflows._Question.open"]
      + calls.enumerated().map { "let \(name)_\($0.offset + 1) = \(name)_\($0.offset).\($0.element)" }
  }
}
#endif
