#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// What `@Workflow` adds to its type.
struct WorkflowMembers {
  let name: TokenSyntax
  let documentation: String
  let access: DeclarationAccess
  let isGeneric: Bool
  /// Whether a property of the user's own has the name of the definition, which is an error already.
  let hidesDefinition: Bool
  let arguments: MacroArguments
  let list: [StepMember]
  let graph: StaticGraph
  let nested: NestedTypes
  let visibility: VisibilityCheck

  func declarations(check: [String], in context: some MacroExpansionContext) -> [DeclSyntax] {
    var members =
      [contextAlias].compactMap(\.self) + start(in: context) + stop(in: context) + state
      + definition(in: context)
    if !check.isEmpty {
      members.append("private nonisolated static func _checkGraph() {\n\(check.joined(separator: "\n"))\n}")
    }
    return members.map { .verbatim($0) }
  }

  private var prefix: String { access.prefix }

  /// The name that steps use, as a member: through the conformance, it would lose to a type `Context` of the module.
  private var contextAlias: String? {
    nested.names["Context"] == nil
      ? "\(prefix)typealias Context = Workflows.WorkflowContext<\(name.text)>" : nil
  }

  private func start(in context: some MacroExpansionContext) -> [String] {
    if nested.names["StartEventType"] != nil { return [] }
    if let type = graph.start, visibility.isHidden(type.key) { return [] }
    if let type = graph.start { return [alias("StartEventType", type, in: context)] }
    return graph.startCandidates.map { witness("_starts", $0, in: context) }
  }

  private func stop(in context: some MacroExpansionContext) -> [String] {
    if nested.names["StopEventType"] != nil { return [] }
    if let type = graph.stop, visibility.isHidden(type.key) { return [] }
    if let type = graph.stop { return [alias("StopEventType", type, in: context)] }
    return graph.stopCandidates.map { witness("_stops", $0, in: context) }
  }

  private func alias(_ name: String, _ type: Mention, in context: some MacroExpansionContext) -> String {
    declaration("\(prefix)typealias \(name) =", " \(type.spelling)", of: type, in: context)
  }

  private func witness(_ name: String, _ type: Mention, in context: some MacroExpansionContext) -> String {
    declaration(
      "\(prefix)nonisolated static func \(name)(with event: ", "\(type.type).Type) {}", of: type, in: context)
  }

  /// A declaration that all see who see the workflow, of a type that perhaps not all see: only a step that not all see
  /// either can mention such a type, and that it must not is then said where it does.
  private func declaration(
    _ head: String, _ rest: String, of type: Mention, in context: some MacroExpansionContext
  ) -> String {
    let isSuspect =
      !type.isCertain
      && graph.steps.contains {
        ($0.access < access || $0.isPrivate && !visibility.isPrivate)
          && ($0.accepts + $0.produces).keys.contains(type.key)
      }
    return isSuspect ? Place(type.node, in: context).code(before: [], text: head + rest) : head + rest
  }

  private var state: [String] {
    nested.hasState && nested.names["RunState"] == nil && !visibility.isHidden("State")
      ? ["\(prefix)typealias RunState = State"] : []
  }

  /// A stored one for the type, or a cached one where there can be none.
  private func definition(in context: some MacroExpansionContext) -> [String] {
    let type = "Workflows.WorkflowDefinition<\(name.text)>"
    let make = """
      \(type)(
        name: \(workflowName),
        options: Workflows.WorkflowOptions(\(options)),
        steps: \(list.source(of: name.text, in: context))\(about))
      """
    let property = hidesDefinition ? "_definition" : "definition"
    let head =
      (hidesDefinition ? "@_implements(Workflows.Workflow, definition) " : "") + "\(prefix)nonisolated var \(property)"
    return [
      isGeneric
        ? "private nonisolated static var _workflowDefinition: \(type) { .cached(\(make)) }"
        : "private nonisolated static let _workflowDefinition = \(make)",
      "\(head): \(type) { \(name.text)._workflowDefinition }",
      "\(prefix)nonisolated static var _typeDefinition: \(type)? { \(name.text)._workflowDefinition }",
    ]
  }

  /// What the workflow is for, if its comment says so.
  private var about: String {
    documentation.isEmpty ? "" : ",\n  documentation: \(documentation.literal)"
  }

  private var options: String {
    arguments.areWellFormed
      ? arguments.source("timeout", "numConcurrentRuns", "termination", "skipGraphChecks") : ""
  }

  private var workflowName: String {
    let own = name.plainName.literal
    guard arguments.areWellFormed, let given = arguments[nil], !given.is(NilLiteralExprSyntax.self) else {
      return own
    }
    if given.is(StringLiteralExprSyntax.self) { return given.trimmedDescription }
    return "(\(given.trimmedDescription) as Swift.String?) ?? \(own)"
  }
}
#endif
