#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@Workflow`: the definition, the types and the conformance of a workflow, and the check of its graph.
///
/// The members are members and not part of the extension, because an extension of `Outer.Flow` does not see the names
/// that `Outer` declares. Whatever is wrong, the type becomes a workflow: one mistake is one error, and not also ten
/// about a missing conformance.
struct WorkflowMacro: MemberMacro, ExtensionMacro {
  /// The columns of what is generated are the user's; see `Place`.
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
    providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    // Said here and not with the members, for which the compiler does not ask every type.
    let target = WorkflowTarget(declaration, node, around: context.lexicalContext)
    context.report(target.problems)
    guard !protocols.isEmpty, target.problems.isEmpty else { return [] }
    return [try ExtensionDeclSyntax("nonisolated extension \(type.trimmed): Workflows.Workflow {}")]
  }

  static func expansion(
    of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
    conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    let target = WorkflowTarget(declaration, node, around: context.lexicalContext)
    // Of a local type, the compiler does not ask for the extension.
    if context.lexicalContext.isFunction { context.report(target.problems) }
    guard target.problems.isEmpty, let name = target.name else { return [] }

    let reader = TypeReader(
      scope: Scope(types: context.lexicalContext.typeNames + [name.plainName]), nested: NestedTypes(declaration))
    let arguments = MacroArguments.workflow(node)
    var problems =
      NameCheck(workflow: name.plainName, nested: reader.nested, members: declaration.memberBlock).problems
    problems += WorkflowOptionsCheck(name: name.plainName, arguments: arguments).problems
    let steps = declaration.stepMembers(scope: reader.scope)
    let usable = steps.usable
    problems +=
      StepListCheck(workflow: name.plainName, members: steps, declaration: declaration, attribute: node).problems
      + HandlerListCheck(steps: steps.steps, hasGroups: !steps.groups.isEmpty).problems
    var graph = StaticGraph(
      usable.steps, workflow: name.plainName, arguments: arguments, reader: reader, attribute: node)
    graph.groups = usable.groups
    graph.unmarked = declaration.memberBlock.unmarkedMethods(reader: reader)
    let access = DeclarationAccess(of: declaration, in: context)
    let visibility = VisibilityCheck(
      declaration, workflow: name.plainName, access: access, nested: reader.nested)
    problems += visibility.problems(graph.visibleTypes + (reader.nested.hasState ? ["State"] : []))
    context.report(problems)

    let members = WorkflowMembers(
      name: name, documentation: declaration.documentation, access: access, isGeneric: target.mayBeGeneric,
      hidesDefinition: declaration.memberBlock.ownDefinition != nil, arguments: arguments, list: usable, graph: graph,
      nested: reader.nested, visibility: visibility)
    // A graph with a step missing would only repeat in other words what is wrong with that step.
    let isComplete = problems.isEmpty && usable.count == steps.count && arguments.areWellFormed
    return members.declarations(check: isComplete ? graph.check(of: name.text, in: context) : [], in: context)
  }
}

extension StaticGraph {
  /// Reports what is certain, and returns the code that asks the compiler about the rest.
  func check(of container: String, in context: some MacroExpansionContext) -> [String] {
    context.report(typeProblems)
    let asked = questions.enumerated().compactMap { $0.element.ask($0.offset, in: context) }
    return typeNames(in: context) + typeChecks(in: context) + groupNames(in: container) + asked
      + groupChecks(in: context)
  }
}
#endif
