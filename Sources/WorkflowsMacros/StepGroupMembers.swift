#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// What `@StepGroup` adds to its type.
struct StepGroupMembers {
  let name: TokenSyntax
  let access: DeclarationAccess
  /// Whether a property of the user's own has the name of the list of steps, which is an error already.
  let hidesSteps: Bool
  let list: [StepMember]
  let nested: NestedTypes
  let visibility: VisibilityCheck

  func declarations(
    check: [String], answers: GroupAnswers?, in context: some MacroExpansionContext
  ) -> [DeclSyntax] {
    var members: [String] = []
    let prefix = access.prefix
    if nested.names["Context"] == nil {
      members.append("\(prefix)typealias Context = Workflows.WorkflowContext<\(name.text)>")
    }
    if nested.hasState, nested.names["RunState"] == nil, !visibility.isHidden("State") {
      members.append("\(prefix)typealias RunState = State")
    }
    let head =
      hidesSteps
      ? "@_implements(Workflows.StepGroup, steps) \(prefix)nonisolated static var _steps"
      : "\(prefix)nonisolated static var steps"
    members.append(
      "\(head): [Workflows.StepDefinition<\(name.text)>] {\n  \(list.source(of: name.text, in: context))\n}")
    members += answers?.declarations(in: context) ?? []
    if !check.isEmpty {
      members.append("private nonisolated static func _checkGraph() {\n\(check.joined(separator: "\n"))\n}")
    }
    return members.map { .verbatim($0) }
  }
}
#endif
