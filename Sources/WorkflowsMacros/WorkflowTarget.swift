#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// The declaration that `@Workflow` stands on: whether it can be a workflow at all.
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
    let kinds = "attach it to a struct, a final class or an actor"
    if declaration.is(EnumDeclSyntax.self) {
      return Problem(
        "workflow-kind", "'\(name)' is an enum, which '@Workflow' cannot make a workflow; \(kinds)", at: node)
    }
    if declaration.is(ProtocolDeclSyntax.self) {
      return Problem(
        "workflow-kind", "'\(name)' is a protocol, which '@Workflow' cannot make a workflow; \(kinds)", at: node)
    }
    if declaration.is(ExtensionDeclSyntax.self) {
      return Problem(
        "workflow-kind", "'@Workflow' belongs to the declaration of a type, not to an extension", at: node)
    }
    if let type = declaration.as(ClassDeclSyntax.self), type.modifiers.first(.final) == nil {
      return Problem("workflow-kind", "class '\(name)' must be 'final' to be a workflow", at: type.name)
    }
    if around.isFunction {
      return Problem(
        "workflow-local",
        "'\(name)' is declared within a function, where '@Workflow' cannot work; move it out, or use "
          + "'InlineWorkflow'", at: node)
    }
    if declaration.isHidden(around: around, fromExtensionFor: "Workflow") {
      return Problem("workflow-private", Words.hiddenFromExtensions(name), at: node)
    }
    if name == "Workflows" || around.typeNames.contains("Workflows") {
      return Problem(
        "workflow-hides-module", "a type named 'Workflows' hides the module of that name from '@Workflow'; rename it",
        at: node)
    }
    return nil
  }
}

#endif
