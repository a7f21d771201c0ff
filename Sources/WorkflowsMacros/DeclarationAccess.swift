#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// How visible a declaration is, as far as generated members have to follow.
enum DeclarationAccess: Comparable {
  case `internal`, `package`, `public`

  init(of declaration: some DeclGroupSyntax, in context: some MacroExpansionContext) {
    let own = Self.written(declaration.modifiers)
    // `public extension Module { @Workflow struct Flow … }` makes the type public without a word.
    let around = context.lexicalContext.first?.as(ExtensionDeclSyntax.self).flatMap { Self.written($0.modifiers) }
    self = own ?? around ?? .internal
  }

  init(_ modifiers: DeclModifierListSyntax) { self = Self.written(modifiers) ?? .internal }

  /// Whether everything around the declaration is public as well, so that code may be inlined elsewhere.
  static func isPublicThroughout(_ context: some MacroExpansionContext) -> Bool {
    context.lexicalContext.allSatisfy { node in
      guard !node.is(ExtensionDeclSyntax.self), let group = node.asProtocol((any DeclGroupSyntax).self) else {
        return true
      }
      return written(group.modifiers) == .public
    }
  }

  /// What a modifier says; `nil` where there is none.
  ///
  /// Private members would be too private for a conformance.
  private static func written(_ modifiers: DeclModifierListSyntax) -> DeclarationAccess? {
    for modifier in modifiers where modifier.detail == nil {
      switch modifier.name.tokenKind {
      case .keyword(.public), .keyword(.open): return .public
      case .keyword(.package): return .package
      case .keyword(.internal), .keyword(.fileprivate), .keyword(.private): return .internal
      default: continue
      }
    }
    return nil
  }

  /// In front of a generated member.
  var prefix: String {
    switch self {
    case .internal: ""
    case .package: "package "
    case .public: "public "
    }
  }
}

extension DeclGroupSyntax {
  /// Whether the extension that makes it conform to a protocol cannot name it: that stands at the end of the file, and
  /// this type, or one around it, is private within yet another one.
  func isHidden(around: [Syntax], fromExtensionFor name: String) -> Bool {
    let conforms = inheritanceClause?.inheritedTypes.contains { $0.type.path?.last == name } ?? false
    if conforms { return false }
    let groups = around.compactMap { $0.asProtocol((any DeclGroupSyntax).self) }
    return ([self] + groups).dropLast().contains { $0.modifiers.first(.private) != nil }
  }
}
#endif
