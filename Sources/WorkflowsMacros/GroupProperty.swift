#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// A property that is marked with `@Steps`: a group whose steps are steps of the workflow or the group around it.
struct GroupProperty {
  let variable: VariableDeclSyntax
  /// Its name; `nil` for a pattern of several.
  let name: TokenSyntax?
  /// Where the state of the group is, within that of the workflow.
  let state: ExprSyntax?

  /// `nil` if the property has no such mark.
  init?(_ variable: VariableDeclSyntax) {
    guard let attribute = variable.attributes.attribute(named: "Steps") else { return nil }
    self.variable = variable
    name = variable.bindings.first?.pattern.as(IdentifierPatternSyntax.self)?.identifier
    state = attribute.labeledArguments.first { $0.label?.text == "state" }?.expression
  }

  /// What is wrong with the property by itself.
  var problems: [Problem] {
    guard let name else {
      return [
        Problem("steps-kind", "'@Steps' marks one property, in which a group is stored", at: variable.bindings)
      ]
    }
    let reason = "a group is stored in every value"
    if let modifier = variable.modifiers.first(.static, .class, .lazy) {
      return [
        Problem("steps-kind", "property '\(name.plainName)' is '\(modifier.name.text)'; \(reason)", at: modifier)
      ]
    }
    if let accessors = variable.bindings.first?.accessorBlock, accessors.isComputed {
      return [Problem("steps-kind", "property '\(name.plainName)' is computed; \(reason)", at: name)]
    }
    return []
  }

  /// Whether it is the property that it should be, and has a type: that it has none, the compiler says.
  var isUsable: Bool {
    problems.isEmpty
      && variable.bindings.allSatisfy { $0.typeAnnotation != nil || $0.initializer != nil }
  }

  /// The name of the factory that `@Steps` makes, and its label.
  func factory(in context: some MacroExpansionContext) -> (name: String, label: String) {
    context.factory("_steps_", for: name ?? .identifier(""))
  }

  /// A closure that reads the property.
  func reading(of whole: String) -> String {
    "{ (whole: \(whole)) in await Workflows._part(whole.\(name?.text ?? "")) }"
  }
}

extension AccessorBlockSyntax {
  /// Whether there is more than observers.
  fileprivate var isComputed: Bool {
    guard case .accessors(let list) = accessors else { return true }
    return list.contains { accessor in
      ![.keyword(.willSet), .keyword(.didSet)].contains(accessor.accessorSpecifier.tokenKind)
    }
  }
}

extension MacroExpansionContext {
  /// The name of what a macro makes for a member, and a label for it: two members of one name are an error of their own,
  /// and should not be a second one.
  func factory(_ prefix: String, for member: TokenSyntax) -> (name: String, label: String) {
    let base = "\(prefix)\(member.plainName)"
    let isIdentifier = base.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
    return (isIdentifier ? base : "`\(base)`", "line\(location(of: member)?.line.trimmedDescription ?? "0")")
  }
}
#endif
