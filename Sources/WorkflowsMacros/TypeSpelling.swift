#if Macros
import SwiftSyntax

/// What a type's spelling says, whatever stands around the name: parentheses, attributes, specifiers.
extension TypeSyntax {
  /// The type without what does not change it: `(X)`, `sending X`, `borrowing X`, `@Sendable X`.
  var bare: TypeSyntax {
    if let attributed = self.as(AttributedTypeSyntax.self) { return attributed.baseType.bare }
    if let tuple = self.as(TupleTypeSyntax.self), tuple.elements.count == 1, let only = tuple.elements.first,
      only.firstName == nil, only.ellipsis == nil
    {
      return only.type.bare
    }
    return self
  }

  /// The type as it is spelled, but `T?` for `T!`, which may stand in signatures only.
  var spelledWithoutUnwrapping: String {
    self.as(ImplicitlyUnwrappedOptionalTypeSyntax.self).map { "\($0.wrappedType.trimmedDescription)?" }
      ?? trimmedDescription
  }

  /// The names of `A.B.C`, without generic arguments; `nil` if it is no such path.
  var path: [String]? {
    if let identifier = self.as(IdentifierTypeSyntax.self) { return [identifier.name.plainName] }
    guard let member = self.as(MemberTypeSyntax.self), let base = member.baseType.path else { return nil }
    return base + [member.name.plainName]
  }

  /// The generic arguments of the last name of a path.
  var arguments: [TypeSyntax] {
    let clause =
      self.as(IdentifierTypeSyntax.self)?.genericArgumentClause
      ?? self.as(MemberTypeSyntax.self)?.genericArgumentClause
    return (clause?.arguments ?? []).compactMap { argument in
      if case .type(let type) = argument.argument { type } else { nil }
    }
  }

  /// Whether it is `inout`.
  var isInout: Bool {
    self.as(AttributedTypeSyntax.self)?.specifiers.contains { $0.trimmedDescription == "inout" } ?? false
  }
}

/// Where names are looked up: the types around, the workflow itself last.
struct Scope {
  var types: [String]

  /// One spelling for `X`, `Self.X`, `Flow.X`, `Outer.Flow.X` and `Workflows.X`, by which types are compared.
  func key(of type: TypeSyntax) -> String {
    let type = type.bare
    guard let path = type.path else { return type.trimmedDescription }
    let arguments = type.arguments.map { key(of: $0) }.joined(separator: ", ")
    return relative(path).joined(separator: ".") + (arguments.isEmpty ? "" : "<\(arguments)>")
  }

  /// A path without the part that leads to this scope, or to a module whose names need none.
  private func relative(_ path: [String]) -> [String] {
    guard path.count > 1, let name = path.last else { return path }
    let base = Array(path.dropLast())
    if base == ["Self"] || base == ["Workflows"] || base == ["Swift"] { return [name] }
    // `Flow.X` and `Outer.Flow.X`, and with the module in front.
    let isOwn = base.count <= types.count ? base == types.suffix(base.count) : base.suffix(types.count) == types[...]
    return isOwn && !types.isEmpty ? [name] : path
  }

  /// Whether a parameter of this type is the step's context.
  func isContext(_ type: TypeSyntax) -> Bool {
    let key = key(of: type)
    return key == "Context" || key == "WorkflowContext" || key.hasPrefix("WorkflowContext<")
  }
}
#endif
