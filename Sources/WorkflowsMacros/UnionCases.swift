#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// The cases of a union, each with its event.
struct UnionCases {
  private struct Case {
    var name: String
    var plainName: String { name.filter { $0 != "`" } }
    /// The event, if there is exactly one value.
    var type: TypeSyntax?
    var label = ""
    /// Whether the type's spelling does not tell that it is no event.
    var isOpen = false
    /// Whether the event is one of this union again, which adds no type to it.
    var isRecursive = false
  }

  private let union: String
  private var cases: [Case] = []
  private(set) var problems: [Problem] = []

  init(_ declaration: EnumDeclSyntax, scope: Scope) {
    union = declaration.name.plainName
    if declaration.elements.isEmpty && declaration.conditionalElements.isEmpty {
      problems.append(
        Problem("union-case", "union '\(union)' has no cases; give it one for each event", at: declaration.name))
    }
    for element in declaration.elements { add(element, scope: scope) }
    problems += declaration.conditionalElements.map { element in
      Problem(
        "union-case",
        "case '\(element.name.plainName)' of '\(union)' is within '#if', where '@EventUnion' cannot tell whether it "
          + "exists; declare the whole union in each branch", at: element.name)
    }
  }

  private mutating func add(_ element: EnumCaseElementSyntax, scope: Scope) {
    let parameters = element.parameterClause.map { Array($0.parameters) } ?? []
    guard parameters.count == 1, let parameter = parameters.first else {
      let message = "case '\(element.name.plainName)' of '\(union)' must carry one event"
      problems.append(Problem("union-case", message, at: element.name))
      cases.append(Case(name: element.name.text))
      return
    }
    let type = parameter.type.bare
    let isVisible = type.isVisiblyNoEvent(in: scope) || type.optionalOrArrayElement(in: scope) != nil
    if isVisible { problems.append(Problem("union-case", message(element.name.plainName, type), at: type)) }
    let label = parameter.firstName.map { $0.text == "_" ? "" : "\($0.text): " } ?? ""
    let isRecursive = type.path?.last == union
    cases.append(
      Case(
        name: element.name.text, type: type, label: label, isOpen: !isVisible && !isRecursive, isRecursive: isRecursive)
    )
  }

  private func message(_ name: String, _ type: TypeSyntax) -> String {
    "case '\(name)' of '\(union)' must carry one event, and '\(type.trimmedDescription)' is none"
  }

  /// The members of a union; `inlinable` is in front of those that other modules may inline.
  func members(access: String, inlinable: String, in context: some MacroExpansionContext) -> [String] {
    let others = cases.filter { !$0.isRecursive }
    let types = others.compactMap(\.type).map { "(\($0.trimmedDescription)).self" }
    func all(_ function: String) -> String {
      types.isEmpty ? "[]" : types.map { "Workflows.\(function)(\($0))" }.joined(separator: " + ")
    }
    let accepts = others.compactMap { item in
      item.type.map { type in
        "  if let event = Workflows._accept(event, as: (\(type.trimmedDescription)).self) { "
          + "return .\(item.name)(\(item.label)event) }"
      }
    }
    let emits = cases.map { item in
      item.type == nil
        ? "  case .\(item.name): return .none"
        : "  case .\(item.name)(let event): return Workflows._caseEmissions(event)"
    }
    let emissions =
      cases.isEmpty ? "  return .none" : "  switch consume self {\n\(emits.joined(separator: "\n"))\n  }"
    return [
      "\(access)nonisolated static var producedEvents: [any Workflows.Event.Type] { \(all("_produced")) }",
      "\(access)nonisolated static var acceptedEvents: [any Workflows.Event.Type] { \(all("_accepted")) }",
      """
      \(inlinable)\(access)nonisolated static func accept(_ event: any Workflows.Event) -> Self? {
      \(accepts.joined(separator: "\n"))
        return nil
      }
      """,
      """
      \(inlinable)\(access)nonisolated consuming func emissions() -> Workflows.Emissions {
      \(emissions)
      }
      """,
    ] + check(in: context)
  }

  /// The code that asks the compiler whether the types are events.
  private func check(in context: some MacroExpansionContext) -> [String] {
    let checks = cases.compactMap { item -> String? in
      guard item.isOpen, let type = item.type else { return nil }
      return Place(Syntax(type), in: context).code(
        before: ["_ = #_carried("], text: "(\(type.trimmedDescription)).self, \(message(item.plainName, type).literal))"
      )
    }
    if checks.isEmpty { return [] }
    return ["private nonisolated static func _checkCases() {\n\(checks.joined(separator: "\n"))\n}"]
  }
}
#endif
