#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Step` and `@CatchError`: checks a method by itself, and makes the function that makes its definition.
///
/// The definition is made here and not by `@Workflow`, so that what the compiler has to say about it is said at the
/// step.
struct StepMacro: PeerMacro {
  /// What is generated is laid out already; to do so again would take as long as everything else.
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, providingPeersOf declaration: some DeclSyntaxProtocol,
    in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    guard let function = declaration.as(FunctionDeclSyntax.self) else {
      context.report([
        Problem("step-kind", "'@\(node.attributeName.trimmedDescription)' marks methods, and this is none", at: node)
      ])
      return []
    }
    guard let workflow = try workflow(around: function, node, in: context) else { return [] }
    let scope = Scope(types: context.lexicalContext.typeNames)
    let step = StepSignature(function, scope: scope)
    context.report(step.problems)
    guard step.problems.isEmpty, let trigger = step.triggerType else { return [] }

    let (name, label) = step.factory(in: context)
    let result = step.result.map { $0.isVoid(in: scope) ? "Swift.Void" : $0.spelledWithoutUnwrapping }
    // The types are spelled once, so that a name that does not exist is not several errors.
    if !step.accepting.isEmpty {
      let head = "private nonisolated static func \(name)(\(label): Swift.Void)"
      return [.verbatim(accepting(step, in: workflow, head: head, returns: result, scope, context))]
    }
    let definition =
      """
      Workflows._step(
          \(step.name.literal),
          Workflows.StepOptions\(step.isHandler ? ".catching" : "")(\(node.labeledArguments.map(\.trimmedDescription).joined(separator: " "))),
          _StepTakes.self, _StepReturns.self,
          at: \(location(of: function, in: context)),
          documentation: \(function.documentation.literal)
        ) { (workflow: \(workflow), event: _StepTakes, context: Workflows.WorkflowContext<\(workflow)>) in
          try await Workflows._emissions(\(step.call))
        }
      """
    let source =
      """
      private nonisolated static func \(name)(\(label): Swift.Void) -> Workflows.StepDefinition<\(workflow)> {
        typealias _StepTakes = \(trigger)
        typealias _StepReturns = \(result ?? "Swift.Void")
        \(step.resources.declarations)return \(step.resources.wrap(definition))
      }
      """
    return [.verbatim(source)]
  }

  /// The name of the type around, if it is a workflow or a group.
  private static func workflow(
    around function: FunctionDeclSyntax, _ node: AttributeSyntax, in context: some MacroExpansionContext
  ) throws -> String? {
    let name = function.name.plainName
    let parent = context.lexicalContext.first
    if let parent = parent?.as(ExtensionDeclSyntax.self) {
      context.report([
        Problem(
          "step-in-extension",
          "step '\(name)' is in an extension, into which '@Workflow' does not see; move it into the declaration of "
            + "'\(parent.extendedType.trimmedDescription)'", at: node)
      ])
      return nil
    }
    guard let group = parent?.asProtocol((any DeclGroupSyntax).self),
      let attribute = group.attributes.containerAttribute,
      let named = parent?.asProtocol((any NamedDeclSyntax).self)
    else {
      context.report([
        Problem(
          "step-outside-workflow",
          "step '\(name)' is in no workflow; attach '@Workflow' to the type that declares it, or '@StepGroup'",
          at: node)
      ])
      return nil
    }
    // If the type can be no workflow, `@Workflow` says so.
    let around = Array(context.lexicalContext.dropFirst())
    return WorkflowTarget(group, attribute, around: around).problems.isEmpty ? named.name.text : nil
  }

  static func location(of function: FunctionDeclSyntax, in context: some MacroExpansionContext) -> String {
    guard let location = context.location(of: function.name, at: .afterLeadingTrivia, filePathMode: .fileID) else {
      return "Workflows.SourceLocation()"
    }
    return "Workflows.SourceLocation(fileID: \(location.file), line: \(location.line))"
  }
}
#endif
