#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@StepGroup`: the steps, the types and the conformance of a group, and what a workflow needs to check its graph.
///
/// Each step is checked as in a workflow. The graph as a whole is that of the workflow which has the group.
struct StepGroupMacro: MemberMacro, ExtensionMacro {
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
    return [try ExtensionDeclSyntax("nonisolated extension \(type.trimmed): Workflows.StepGroup {}")]
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
    let names = NameCheck(workflow: name.plainName, nested: reader.nested, members: declaration.memberBlock)
    let members = declaration.stepMembers(scope: reader.scope)
    var problems = names.groupProblems
    problems +=
      StepListCheck(
        workflow: name.plainName, members: members, declaration: declaration, attribute: node, kind: "group"
      ).problems
    problems += HandlerListCheck(steps: members.steps, hasGroups: !members.groups.isEmpty, kind: "group").problems
    let usable = members.usable
    var graph = StaticGraph(
      usable.steps, workflow: name.plainName, arguments: .workflow(node), reader: reader, attribute: node)
    graph.groups = usable.groups
    let access = DeclarationAccess(of: declaration, in: context)
    let visibility = VisibilityCheck(declaration, workflow: name.plainName, access: access, nested: reader.nested)
    problems += visibility.problems(reader.nested.hasState ? ["State"] : [])
    context.report(problems)

    let isComplete = problems.isEmpty && usable.count == members.count
    let answers = isComplete ? GroupAnswers(graph: graph, access: access, visibility: visibility) : nil
    let result = StepGroupMembers(
      name: name, access: access, hidesSteps: names.ownSteps != nil, list: usable, nested: reader.nested,
      visibility: visibility)
    return result.declarations(
      check: isComplete ? graph.checkOfTypes(in: context) : [], answers: answers, in: context)
  }
}

extension StaticGraph {
  /// Reports what is certain of the types that the steps mention, and returns the code that asks the compiler about the
  /// rest.
  fileprivate func checkOfTypes(in context: some MacroExpansionContext) -> [String] {
    context.report(typeProblems)
    return typeNames(in: context) + typeChecks(in: context, besidesEnds: false)
  }
}
#endif
