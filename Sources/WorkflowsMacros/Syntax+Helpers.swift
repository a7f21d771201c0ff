#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder

extension String {
  /// A Swift string literal of this text.
  var literal: String { StringLiteralExprSyntax(content: self).description }
}

extension DeclSyntax {
  /// A declaration of this text, as it stands.
  ///
  /// The compiler parses what a macro returns anyway. To have it parsed here as well, by a parser that is not optimized
  /// in a debug build, would take most of the time of an expansion.
  static func verbatim(_ source: String) -> DeclSyntax {
    DeclSyntax(
      MissingDeclSyntax(
        attributes: [], modifiers: [], placeholder: TokenSyntax(.unknown(source), presence: .present)))
  }
}

extension TokenSyntax {
  /// The name without backticks.
  var plainName: String { identifier?.name ?? text }

  /// The name as an argument's label, where only a few keywords need backticks, and names that are no identifiers.
  var asLabel: String {
    let name = plainName
    let isPlain =
      name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber } && name != "_" && name.first?.isNumber == false
    return isPlain && !["inout", "var", "let"].contains(name) ? name : text
  }
}

extension AttributeListSyntax {
  /// The attribute of a name, with or without the module in front.
  func attribute(named name: String) -> AttributeSyntax? {
    for case .attribute(let attribute) in self {
      let spelled = attribute.attributeName.trimmedDescription
      if spelled == name || spelled == "Workflows.\(name)" { return attribute }
    }
    return nil
  }

  /// The lists of attributes within `#if`.
  var conditional: [AttributeListSyntax] {
    flatMap { element -> [AttributeListSyntax] in
      guard case .ifConfigDecl(let condition) = element else { return [] }
      return condition.clauses.flatMap { clause -> [AttributeListSyntax] in
        guard case .attributes(let list) = clause.elements else { return [] }
        return [list] + list.conditional
      }
    }
  }
}

extension MemberBlockSyntax {
  /// The members within `#if`, in whichever of its branches.
  var conditionalMembers: [MemberBlockItemSyntax] {
    func branches(of condition: IfConfigDeclSyntax) -> [MemberBlockItemSyntax] {
      condition.clauses.flatMap { clause -> [MemberBlockItemSyntax] in
        guard case .decls(let list) = clause.elements else { return [] }
        return list.flatMap { $0.decl.as(IfConfigDeclSyntax.self).map(branches) ?? [$0] }
      }
    }
    return members.compactMap { $0.decl.as(IfConfigDeclSyntax.self) }.flatMap(branches)
  }
}

extension AttributeSyntax {
  var labeledArguments: [LabeledExprSyntax] {
    arguments?.as(LabeledExprListSyntax.self).map { Array($0) } ?? []
  }
}

extension DeclModifierListSyntax {
  func first(_ keywords: Keyword...) -> DeclModifierSyntax? {
    first { modifier in keywords.contains { modifier.name.tokenKind == .keyword($0) } }
  }
}

extension SyntaxProtocol {
  /// The nodes of a type below this one, itself included.
  func descendants<Node: SyntaxProtocol>(_ type: Node.Type) -> [Node] {
    let own = self.as(type).map { [$0] } ?? []
    return own + children(viewMode: .sourceAccurate).flatMap { $0.descendants(type) }
  }
}

/// What is around a declaration, the innermost first: `MacroExpansionContext.lexicalContext`.
extension [Syntax] {
  /// The names of the types, the outermost first.
  var typeNames: [String] {
    reversed().flatMap { node -> [String] in
      if let named = node.asProtocol((any NamedDeclSyntax).self), node.asProtocol((any DeclGroupSyntax).self) != nil {
        return [named.name.plainName]
      }
      return node.as(ExtensionDeclSyntax.self)?.extendedType.path ?? []
    }
  }

  /// Whether a function is among them, so that names declared there are local.
  var isFunction: Bool {
    contains { node in
      node.is(FunctionDeclSyntax.self) || node.is(InitializerDeclSyntax.self) || node.is(ClosureExprSyntax.self)
        || node.is(AccessorDeclSyntax.self) || node.is(DeinitializerDeclSyntax.self)
    }
  }

  /// Whether static stored properties may be impossible there: a type is generic, or is an extension's, which may be.
  var mayBeGenericType: Bool {
    contains { node in
      node.is(ExtensionDeclSyntax.self)
        || node.asProtocol((any WithGenericParametersSyntax).self)?.genericParameterClause != nil
    }
  }
}
#endif
