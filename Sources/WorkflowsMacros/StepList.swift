#if Macros
import SwiftDiagnostics
import SwiftSyntax

extension DeclGroupSyntax {
  /// Those that are within `#if`, or whose mark is.
  fileprivate var conditionalSteps: [FunctionDeclSyntax] {
    let certain = memberBlock.members.compactMap { $0.decl.as(FunctionDeclSyntax.self) }
    let conditional = memberBlock.conditionalMembers.compactMap { $0.decl.as(FunctionDeclSyntax.self) }
    return certain.filter(\.isConditionalStep) + conditional.filter { $0.isStep || $0.isConditionalStep }
  }

  /// The names of the properties that are marked with `@Steps` within `#if`, or whose mark is.
  fileprivate var conditionalGroups: [TokenSyntax] {
    let certain = memberBlock.members.compactMap { $0.decl.as(VariableDeclSyntax.self) }
      .filter { $0.attributes.conditional.contains { $0.attribute(named: "Steps") != nil } }
    let conditional = memberBlock.conditionalMembers.compactMap { $0.decl.as(VariableDeclSyntax.self) }
      .filter { $0.attributes.attribute(named: "Steps") != nil }
    return (certain + conditional).flatMap(\.bindings)
      .compactMap { $0.pattern.as(IdentifierPatternSyntax.self)?.identifier }
  }
}

extension FunctionDeclSyntax {
  /// The attribute that makes it a step.
  var stepAttribute: AttributeSyntax? {
    attributes.attribute(named: "Step") ?? attributes.attribute(named: "CatchError")
  }

  fileprivate var isStep: Bool { stepAttribute != nil }

  fileprivate var isConditionalStep: Bool {
    !isStep
      && attributes.conditional.contains {
        $0.attribute(named: "Step") != nil || $0.attribute(named: "CatchError") != nil
      }
  }
}

/// What is wrong with the steps of a workflow or a group as a list.
struct StepListCheck {
  let workflow: String
  let members: [StepMember]
  let declaration: any DeclGroupSyntax
  let attribute: AttributeSyntax
  /// What the steps are of.
  var kind = "workflow"

  private var mark: String { "@\(attribute.attributeName.path?.last ?? "Workflow")" }

  var problems: [Problem] {
    var problems = declaration.conditionalSteps.map { step in
      Problem(
        "conditional-step",
        "step '\(step.name.plainName)' is within '#if', where '\(mark)' cannot tell whether it exists; put the '#if' "
          + "into its body", at: step.name)
    }
    problems += declaration.conditionalGroups.map { name in
      Problem(
        "conditional-step",
        "group '\(name.plainName)' is within '#if', where '\(mark)' cannot tell whether it exists; declare the whole "
          + "type in each branch", at: name)
    }
    if members.isEmpty, problems.isEmpty {
      problems.append(
        Problem("no-steps", "\(kind) '\(workflow)' has no steps; mark its methods with '@Step'", at: attribute))
    }
    var seen: [String: StepSignature] = [:]
    for step in members.steps {
      if let first = seen[step.name] {
        problems.append(
          Problem(
            "duplicate-step", "two steps are named '\(step.name)'; steps are known by their names",
            at: step.function.name, notes: [.init("the first one is here", at: first.function.name)]))
      }
      seen[step.name] = step
    }
    return problems
  }
}
#endif
