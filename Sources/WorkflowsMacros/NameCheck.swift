#if Macros
import SwiftSyntax

/// Members of a workflow whose names mean something else there.
struct NameCheck {
  let workflow: String
  let nested: NestedTypes
  let members: MemberBlockSyntax

  var problems: [Problem] { hiddenContext + ownDefinition + conditionalState }

  var groupProblems: [Problem] { hiddenContext + hiddenSteps + conditionalState }

  /// The name of a static property that stands where the group's steps belong.
  var ownSteps: TokenSyntax? {
    members.properties.filter { $0.modifiers.first(.static, .class) != nil }.names.first { $0.plainName == "steps" }
  }

  private var hiddenSteps: [Problem] {
    guard let name = ownSteps else { return [] }
    return [
      Problem(
        "own-steps",
        "'steps' is what '@StepGroup' makes of the steps of '\(workflow)'; give this property another name", at: name)
    ]
  }

  private var hiddenContext: [Problem] {
    guard let name = nested.names["Context"], nested.aliases["Context"] == nil else { return [] }
    return [
      Problem(
        "hides-context",
        "'Context' is what the steps of '\(workflow)' take beside their events; give this type another "
          + "name", at: name)
    ]
  }

  private var ownDefinition: [Problem] {
    guard let name = members.ownDefinition else { return [] }
    return [
      Problem(
        "own-definition",
        "'definition' is what '@Workflow' makes of the steps of '\(workflow)'; give this property another name",
        at: name)
    ]
  }

  private var conditionalState: [Problem] {
    members.conditionalMembers.compactMap { member in
      guard let named = member.decl.asProtocol((any NamedDeclSyntax).self), named.name.plainName == "State",
        member.decl.asProtocol((any DeclGroupSyntax).self)?.inheritsState ?? member.decl.is(TypeAliasDeclSyntax.self)
      else { return nil }
      return Problem(
        "conditional-state",
        "'State' is within '#if', where '@Workflow' cannot tell whether it exists; put the '#if' into it",
        at: named.name)
    }
  }
}

extension MemberBlockSyntax {
  /// The name of an instance property that stands where the workflow's definition belongs.
  var ownDefinition: TokenSyntax? {
    properties.filter { $0.modifiers.first(.static, .class) == nil }.names.first { $0.plainName == "definition" }
  }

  fileprivate var properties: [VariableDeclSyntax] { members.compactMap { $0.decl.as(VariableDeclSyntax.self) } }
}

extension [VariableDeclSyntax] {
  fileprivate var names: [TokenSyntax] {
    flatMap(\.bindings).compactMap { $0.pattern.as(IdentifierPatternSyntax.self)?.identifier }
  }
}

extension DeclGroupSyntax {
  fileprivate var inheritsState: Bool {
    inheritanceClause?.inheritedTypes.contains { $0.type.path?.last == "WorkflowState" } ?? false
  }
}
#endif
