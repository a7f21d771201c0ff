#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// What brings steps into a workflow or a group: a method that is one, or a property with a group of them.
enum StepMember {
  case step(StepSignature)
  case group(GroupProperty)

  /// Whether nothing is wrong with it by itself.
  fileprivate var isUsable: Bool {
    switch self {
    case .step(let step): step.problems.isEmpty && step.arguments.areWellFormed
    case .group(let property): property.isUsable
    }
  }
}

extension [StepMember] {
  var steps: [StepSignature] {
    compactMap { member in
      if case .step(let step) = member { step } else { nil }
    }
  }

  var groups: [GroupProperty] {
    compactMap { member in
      if case .group(let property) = member { property } else { nil }
    }
  }

  /// Those that become steps.
  var usable: [StepMember] { filter(\.isUsable) }

  /// The code for a list of their steps.
  func source(of container: String, in context: some MacroExpansionContext) -> String {
    var parts: [String] = []
    var own: [String] = []
    func finish() {
      if !own.isEmpty || (parts.isEmpty && isEmpty) { parts.append("[\(own.joined(separator: ","))]") }
      own = []
    }
    for member in self {
      switch member {
      case .step(let step):
        let factory = step.factory(in: context)
        own.append("\n    \(container).\(factory.name)(\(factory.label): ())")
      case .group(let property):
        finish()
        let factory = property.factory(in: context)
        parts.append("\(container).\(factory.name)(\(factory.label): ())")
      }
    }
    finish()
    return parts.count == 1 ? parts[0] : "[\(parts.joined(separator: ", "))].flatMap(\\.self)"
  }
}

extension DeclGroupSyntax {
  /// The methods marked with `@Step` and the properties marked with `@Steps`, in order.
  func stepMembers(scope: Scope) -> [StepMember] {
    memberBlock.members.compactMap { member in
      if let function = member.decl.as(FunctionDeclSyntax.self) {
        return function.stepAttribute == nil ? nil : .step(StepSignature(function, scope: scope))
      }
      return member.decl.as(VariableDeclSyntax.self).flatMap { GroupProperty($0) }.map { .group($0) }
    }
  }
}
#endif
