#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Steps`: checks a property by itself, and makes the function that makes the steps of its group.
///
/// The type of the property is for the compiler to infer: whether it is a group, and whether the group's state has a
/// place, is asked of it.
struct StepsMacro: PeerMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
    in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    guard let property = declaration.as(VariableDeclSyntax.self).flatMap({ GroupProperty($0) }) else {
      context.report([Problem("steps-kind", "'@Steps' marks properties, and this is none", at: node)])
      return []
    }
    context.report(property.problems)
    guard property.isUsable, let name = property.name else { return [] }
    let parent = context.lexicalContext.first
    guard let group = parent?.asProtocol((any DeclGroupSyntax).self),
      let attribute = group.attributes.containerAttribute,
      let whole = parent?.asProtocol((any NamedDeclSyntax).self)?.name
    else {
      context.report([
        Problem(
          "steps-outside-workflow",
          "group '\(name.plainName)' is in no workflow; attach '@Workflow' to the type that declares it, or '@StepGroup'",
          at: node)
      ])
      return []
    }
    // If the type can have no steps, its own macro says so.
    let around = Array(context.lexicalContext.dropFirst())
    guard WorkflowTarget(group, attribute, around: around).problems.isEmpty else { return [] }

    let factory = property.factory(in: context)
    let state = property.state?.trimmedDescription
    let messages = Self.messages(name.plainName, in: whole.plainName, hasState: property.state != nil)
    let check = Place(Syntax(name), in: context).code(
      before: ["_ = #_grouped("],
      text: "group.self\(state.map { ", state: \($0)" } ?? ""), \(messages.map(\.literal).joined(separator: ", ")))")
    let source =
      """
      private nonisolated static func \(factory.name)(\(factory.label): Swift.Void) -> [Workflows.StepDefinition<\(whole.text)>] {
        let group = Workflows._group \(property.reading(of: whole.text))
      \(check)
        return Workflows._steps(group\(state.map { ", state: { \($0) }" } ?? ""))
      }
      """
    return [.verbatim(source)]
  }

  private static func messages(_ name: String, in whole: String, hasState: Bool) -> [String] {
    [
      "'\(name)' is no group of steps; let it be of a type that is marked with '@StepGroup'",
      "'\(name)' is a workflow and no group of steps; mark its type with '@StepGroup', or run it in a step: "
        + "'context.run(…)'",
      hasState
        ? "'state:' has to lead from the state of '\(whole)' to a variable that is the state of group '\(name)'; leave it out "
          + "if the group has none"
        : "group '\(name)' has a state, which must be a part of that of '\(whole)'; write where: "
          + "'@Steps(state: \\State.\(name))'",
    ]
  }
}

extension AttributeListSyntax {
  /// The attribute that makes a type one with steps.
  var containerAttribute: AttributeSyntax? { attribute(named: "Workflow") ?? attribute(named: "StepGroup") }
}
#endif
