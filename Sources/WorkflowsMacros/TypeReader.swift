#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder

/// A type of event where the user mentions it.
struct Mention {
  /// By which mentions are compared.
  var key: String
  /// As it is spelled.
  var spelling: String
  /// What to write to mean the same type, in an expression too.
  var type: String { "(\(spelling))" }
  /// What to write for it in `_checkGraph`, where unknown types have short names: a name that does not exist is then
  /// one more error, and not one for each question about it.
  var localType: String {
    role == .unknown ? "_" + String(key.map { $0.isLetter || $0.isNumber ? $0 : "_" }) : type
  }
  /// What the event means, as far as its name tells.
  var role: Role
  /// Whether the name cannot be another name of something else.
  var isCertain: Bool
  /// Where it stands.
  var node: Syntax
}

/// Takes the types of parameters and results apart into the events that they stand for, as far as names tell.
struct TypeReader {
  var scope: Scope
  var nested: NestedTypes

  /// The events of what a step returns: one, some, or none of them.
  func outputs(of type: TypeSyntax, at node: Syntax? = nil, seen: Set<String> = []) -> [Mention] {
    let type = type.bare
    if let element = type.optionalOrArrayElement(in: scope) {
      return outputs(of: element, at: node, seen: seen)
    }
    if type.isVoid(in: scope) { return [] }
    return members(of: type, at: node, seen: seen) { outputs(of: $0, at: $1, seen: $2) }
  }

  /// The events that a step returns in an array.
  func listed(in type: TypeSyntax, seen: Set<String> = []) -> [Mention] {
    let type = type.bare
    if type.arrayElement(in: scope) != nil { return outputs(of: type) }
    if let element = type.optionalOrArrayElement(in: scope) { return listed(in: element, seen: seen) }
    let key = scope.key(of: type)
    if key.hasPrefix("Either<") { return type.arguments.flatMap { listed(in: $0, seen: seen) } }
    guard let alias = nested.aliases[key], !seen.contains(key) else { return [] }
    return listed(in: alias, seen: seen.union([key]))
  }

  /// The events of what a step takes: any one of them, or an array of these.
  func inputs(of type: TypeSyntax, at node: Syntax? = nil, seen: Set<String> = []) -> [Mention] {
    if let element = type.bare.arrayElement(in: scope) { return inputs(of: element, at: node, seen: seen) }
    return members(of: type.bare, at: node, seen: seen) { inputs(of: $0, at: $1, seen: $2) }
  }

  private func members(
    of type: TypeSyntax, at node: Syntax?, seen: Set<String>,
    each read: (TypeSyntax, Syntax?, Set<String>) -> [Mention]
  ) -> [Mention] {
    let key = scope.key(of: type)
    if key.hasPrefix("Either<"), type.arguments.count == 2 {
      return type.arguments.flatMap { read($0, node, seen) }
    }
    // An indirect union may contain itself.
    if seen.contains(key) { return [] }
    if let alias = nested.aliases[key] { return read(alias, node ?? Syntax(type), seen.union([key])) }
    if let union = nested.unions[key] { return union.flatMap { read($0, nil, seen.union([key])) } }
    return [mention(of: type, at: node)]
  }

  func mention(of type: TypeSyntax, at node: Syntax? = nil) -> Mention {
    let key = scope.key(of: type)
    let isDeclared = nested.roles[key] != nil
    return Mention(
      key: key, spelling: type.trimmedDescription, role: nested.roles[key] ?? KnownTypes.role(key) ?? .unknown,
      isCertain: isDeclared || KnownTypes.isCertain(type, key: key), node: node ?? Syntax(type))
  }

  /// The type of `X.self`, read through aliases; `nil` for any other expression.
  func mention(ofMetatype expression: ExprSyntax) -> Mention? {
    guard let member = expression.as(MemberAccessExprSyntax.self), member.declName.baseName.text == "self",
      let base = member.base
    else { return nil }
    let type = TypeSyntax("\(raw: base.trimmedDescription)")
    return outputs(of: type, at: Syntax(base)).first
  }
}

extension TypeSyntax {
  /// The element of `[T]` and `Array<T>`.
  func arrayElement(in scope: Scope) -> TypeSyntax? {
    if let array = self.as(ArrayTypeSyntax.self) { return array.element.bare }
    return scope.key(of: self).hasPrefix("Array<") && arguments.count == 1 ? arguments.first?.bare : nil
  }

  /// The element of `T?`, `T!`, `[T]`, `Optional<T>` and `Array<T>`.
  func optionalOrArrayElement(in scope: Scope) -> TypeSyntax? {
    if let optional = self.as(OptionalTypeSyntax.self) { return optional.wrappedType.bare }
    if let optional = self.as(ImplicitlyUnwrappedOptionalTypeSyntax.self) { return optional.wrappedType.bare }
    if let array = self.as(ArrayTypeSyntax.self) { return array.element.bare }
    let key = scope.key(of: self)
    guard key.hasPrefix("Optional<") || key.hasPrefix("Array<"), arguments.count == 1 else { return nil }
    return arguments.first?.bare
  }

  /// Whether it is `Void` or `()`.
  func isVoid(in scope: Scope) -> Bool {
    self.as(TupleTypeSyntax.self)?.elements.isEmpty ?? false || scope.key(of: self) == "Void"
  }

  /// Whether it is visibly nothing that travels between steps: a tuple, a function, `any P`, `String` and the like.
  func isVisiblyNoEvent(in scope: Scope) -> Bool {
    let type = bare
    if type.isVoid(in: scope) { return false }
    if type.is(TupleTypeSyntax.self) || type.is(FunctionTypeSyntax.self) || type.is(SomeOrAnyTypeSyntax.self)
      || type.is(DictionaryTypeSyntax.self) || type.is(MetatypeTypeSyntax.self) || type.is(CompositionTypeSyntax.self)
    {
      return true
    }
    if let element = type.optionalOrArrayElement(in: scope) { return element.isVisiblyNoEvent(in: scope) }
    let key = scope.key(of: type)
    if key.hasPrefix("Either<") { return type.arguments.contains { $0.isVisiblyNoEvent(in: scope) } }
    return KnownTypes.noEvents.contains(key)
  }
}
#endif
