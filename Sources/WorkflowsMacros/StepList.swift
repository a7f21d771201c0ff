#if Macros
import SwiftDiagnostics
import SwiftSyntax

extension DeclGroupSyntax {
  /// The methods marked with `@Step`, in order.
  var stepMethods: [FunctionDeclSyntax] {
    memberBlock.members.compactMap { $0.decl.as(FunctionDeclSyntax.self) }.filter(\.isStep)
  }

  /// Those that are within `#if`, or whose mark is.
  fileprivate var conditionalSteps: [FunctionDeclSyntax] {
    let certain = memberBlock.members.compactMap { $0.decl.as(FunctionDeclSyntax.self) }
    let conditional = memberBlock.conditionalMembers.compactMap { $0.decl.as(FunctionDeclSyntax.self) }
    return certain.filter(\.isConditionalStep) + conditional.filter { $0.isStep || $0.isConditionalStep }
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

/// What is wrong with the steps of a workflow as a list.
struct StepListCheck {
  let workflow: String
  let steps: [StepSignature]
  let declaration: any DeclGroupSyntax
  let attribute: AttributeSyntax

  var problems: [Problem] {
    var problems = declaration.conditionalSteps.map { step in
      Problem(
        "conditional-step",
        "step '\(step.name.plainName)' is within '#if', where '@Workflow' cannot tell whether it exists; put the '#if' "
          + "into its body", at: step.name)
    }
    if steps.isEmpty, problems.isEmpty {
      problems.append(
        Problem("no-steps", "workflow '\(workflow)' has no steps; mark its methods with '@Step'", at: attribute))
    }
    var seen: [String: StepSignature] = [:]
    for step in steps {
      if let first = seen[step.name] {
        problems.append(
          Problem(
            "duplicate-step", "two steps are named '\(step.name)'; step names identify retries and stored runs",
            at: step.function.name, notes: [.init("the first one is here", at: first.function.name)]))
      }
      seen[step.name] = step
    }
    return problems
  }
}
#endif
