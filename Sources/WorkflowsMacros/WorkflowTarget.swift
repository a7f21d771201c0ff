#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// The declaration that `@Workflow` or `@StepGroup` stands on: whether it can be a workflow or a group at all.
struct WorkflowTarget {
  let name: TokenSyntax?
  /// Whether the type may have no static stored properties.
  let mayBeGeneric: Bool
  let problems: [Problem]

  init(_ declaration: some DeclGroupSyntax, _ node: AttributeSyntax, around: [Syntax]) {
    name = declaration.asProtocol((any NamedDeclSyntax).self)?.name
    mayBeGeneric =
      declaration.asProtocol((any WithGenericParametersSyntax).self)?.genericParameterClause != nil
      || around.mayBeGenericType
    problems = Self.problem(declaration, name: name?.text ?? "", node, around: around).map { [$0] } ?? []
  }

  private static func problem(
    _ declaration: some DeclGroupSyntax, name: String, _ node: AttributeSyntax, around: [Syntax]
  ) -> Problem? {
    let isGroup = node.attributeName.path?.last == "StepGroup"
    let (mark, what) = isGroup ? ("@StepGroup", "group of steps") : ("@Workflow", "workflow")
    let kinds = "attach it to a struct, a final class or an actor"
    if declaration.is(EnumDeclSyntax.self) {
      return Problem(
        "workflow-kind", "'\(name)' is an enum, which '\(mark)' cannot make a \(what); \(kinds)", at: node)
    }
    if declaration.is(ProtocolDeclSyntax.self) {
      return Problem(
        "workflow-kind", "'\(name)' is a protocol, which '\(mark)' cannot make a \(what); \(kinds)", at: node)
    }
    if declaration.is(ExtensionDeclSyntax.self) {
      return Problem(
        "workflow-kind", "'\(mark)' belongs to the declaration of a type, not to an extension", at: node)
    }
    if let type = declaration.as(ClassDeclSyntax.self), type.modifiers.first(.final) == nil {
      return Problem("workflow-kind", "class '\(name)' must be 'final' to be a \(what)", at: type.name)
    }
    if around.isFunction {
      return Problem(
        "workflow-local",
        "'\(name)' is declared within a function, where '\(mark)' cannot work; move it out"
          + (isGroup ? "" : ", or use 'InlineWorkflow'"), at: node)
    }
    if declaration.isHidden(around: around, fromExtensionFor: isGroup ? "StepGroup" : "Workflow") {
      return Problem("workflow-private", Words.hiddenFromExtensions(name), at: node)
    }
    if isGroup, declaration.attributes.attribute(named: "Workflow") != nil {
      return Problem(
        "workflow-kind", "'\(name)' is a workflow; a group of steps is a type of its own, which workflows have",
        at: node)
    }
    if name == "Workflows" || around.typeNames.contains("Workflows") {
      return Problem(
        "workflow-hides-module", "a type named 'Workflows' hides the module of that name from '\(mark)'; rename it",
        at: node)
    }
    return nil
  }
}

#endif
