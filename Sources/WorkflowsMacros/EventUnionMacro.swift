#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// `@EventUnion`: makes an enum whose cases carry one event each a union of them.
struct EventUnionMacro: MemberMacro, ExtensionMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
    providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    guard !protocols.isEmpty, declaration.is(EnumDeclSyntax.self),
      !declaration.isHidden(around: context.lexicalContext, fromExtensionFor: "EventUnion")
    else { return [] }
    return [try ExtensionDeclSyntax("nonisolated extension \(type.trimmed): Workflows.EventUnion {}")]
  }

  static func expansion(
    of node: AttributeSyntax, providingMembersOf declaration: some DeclGroupSyntax,
    conformingTo protocols: [TypeSyntax], in context: some MacroExpansionContext
  ) throws -> [DeclSyntax] {
    guard let union = declaration.as(EnumDeclSyntax.self) else {
      context.report([Problem("union-kind", "'@EventUnion' makes a union of an enum, and this is none", at: node)])
      return []
    }
    if union.isHidden(around: context.lexicalContext, fromExtensionFor: "EventUnion") {
      context.report([Problem("union-private", Words.hiddenFromExtensions(union.name.plainName), at: node)])
    }
    let cases = UnionCases(union, scope: Scope(types: context.lexicalContext.typeNames))
    context.report(cases.problems)
    let access = DeclarationAccess(of: declaration, in: context)
    let isInlinable = access == .public && DeclarationAccess.isPublicThroughout(context)
    return cases.members(access: access.prefix, inlinable: isInlinable ? "@inlinable " : "", in: context)
      .map { .verbatim($0) }
  }
}
#endif
