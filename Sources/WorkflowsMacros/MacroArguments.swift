#if Macros
import SwiftSyntax

/// The arguments of `@Workflow(…)` or `@Step(…)`, passed on as they are and read as far as they are written out.
struct MacroArguments {
  /// The parameters of the macro, in order, with what a literal for it has to be.
  private let parameters: [(label: String?, kind: LiteralKind)]
  let list: [LabeledExprSyntax]

  static func workflow(_ attribute: AttributeSyntax) -> MacroArguments {
    MacroArguments(
      parameters: [
        (nil, .string), ("start", .other), ("stop", .other), ("timeout", .other),
        ("numConcurrentRuns", .optionalInteger), ("termination", .other), ("skipGraphChecks", .set),
      ], list: attribute.labeledArguments)
  }

  static func step(_ attribute: AttributeSyntax?) -> MacroArguments {
    MacroArguments(
      parameters: [
        ("accepting", .other), ("numWorkers", .integer), ("retry", .other), ("timeout", .other), ("blocking", .boolean),
        ("external", .boolean), ("priority", .integer), ("limit", .other), ("collect", .other),
        ("skipGraphChecks", .set), ("sends", .other), ("waits", .other), ("runs", .other),
      ], list: attribute?.labeledArguments ?? [])
  }

  static func catchError(_ attribute: AttributeSyntax?) -> MacroArguments {
    MacroArguments(
      parameters: [("for", .string), ("maxRecoveries", .integer), ("sends", .other)],
      list: attribute?.labeledArguments ?? [])
  }

  subscript(label: String?) -> ExprSyntax? { list.first { $0.label?.text == label }?.expression }

  /// What is behind `for:`, `accepting:`, `sends:`, `waits:` or `runs:`, which take any number of values.
  func values(_ label: String) -> [ExprSyntax] {
    guard let first = list.firstIndex(where: { $0.label?.text == label }) else { return [] }
    let others = list[(first + 1)...].prefix { $0.label == nil }
    return (list[first...first] + others).map(\.expression)
  }

  /// All arguments but those behind a label, as source.
  func source(except label: String) -> String {
    let left = values(label).map(\.id)
    let others = list.filter { !left.contains($0.expression.id) }
    return others.map { argument in
      (argument.label.map { "\($0.text): " } ?? "") + argument.expression.trimmedDescription
    }.joined(separator: ", ")
  }

  /// The checks of the graph that are waived.
  var skips: GraphSkips { GraphSkips(self["skipGraphChecks"]) }

  /// Whether the compiler will accept the arguments, as far as labels and literals tell.
  ///
  /// If not it says so itself, at the attribute, and does not expand the macro; nothing may then rely on what it would
  /// have made.
  var areWellFormed: Bool {
    var rest = parameters[...]
    var last: String?
    for argument in list {
      if argument.label == nil, let last, ["for", "accepting", "sends", "waits", "runs"].contains(last) { continue }
      last = argument.label?.text
      guard let match = rest.firstIndex(where: { $0.label == argument.label?.text }) else { return false }
      if argument.expression.isVisiblyNot(rest[match].kind) { return false }
      rest = rest[(match + 1)...]
    }
    return true
  }

  /// The arguments with these labels, as source.
  func source(_ labels: String...) -> String {
    list.filter { labels.contains($0.label?.text ?? "") }
      .map { "\($0.label?.text ?? ""): \($0.expression.trimmedDescription)" }.joined(separator: ", ")
  }
}

/// The checks of the graph that are waived.
struct GraphSkips {
  private let names: Set<String>
  /// It is no plain list, so that any check may be meant; the run-time check knows.
  private let mayBeAny: Bool

  init(_ expression: ExprSyntax?) {
    guard let expression else {
      (names, mayBeAny) = ([], false)
      return
    }
    guard let array = expression.as(ArrayExprSyntax.self) else {
      (names, mayBeAny) = ([], true)
      return
    }
    let members = array.elements.map(\.expression.memberName)
    (names, mayBeAny) = (Set(members.compactMap(\.self)), members.contains(nil))
  }

  func contains(_ check: String) -> Bool { mayBeAny || names.contains(check) }
}
#endif
