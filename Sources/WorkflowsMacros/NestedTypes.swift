#if Macros
import SwiftSyntax

/// The types that a declaration declares within itself: those that its macro sees through.
struct NestedTypes {
  /// The events and whatever else is a type of its own, with the role that its inheritance clause tells.
  private(set) var roles: [String: Role] = [:]
  /// The events of each union.
  private(set) var unions: [String: [TypeSyntax]] = [:]
  /// What each typealias stands for.
  private(set) var aliases: [String: TypeSyntax] = [:]
  /// The names of the types that conform to `WorkflowState`.
  private var states: Set<String> = []
  /// The access level of each that is declared here; `internal` where it says nothing.
  private(set) var keywords: [String: Keyword] = [:]
  /// Where each is declared.
  private(set) var names: [String: TokenSyntax] = [:]

  init(_ declaration: some DeclGroupSyntax) {
    for member in declaration.memberBlock.members {
      if let alias = member.decl.as(TypeAliasDeclSyntax.self) {
        names[alias.name.plainName] = alias.name
        if alias.genericParameterClause == nil { aliases[alias.name.plainName] = alias.initializer.value }
      } else if let group = member.decl.asProtocol((any DeclGroupSyntax).self),
        let named = member.decl.asProtocol((any NamedDeclSyntax).self), !member.decl.is(ProtocolDeclSyntax.self)
      {
        add(group, named.name)
      }
    }
  }

  private mutating func add(_ group: some DeclGroupSyntax, _ token: TokenSyntax) {
    let name = token.plainName
    names[name] = token
    keywords[name] = group.modifiers.compactMap(\.accessLevel).first ?? .internal
    if let union = group.as(EnumDeclSyntax.self), union.attributes.attribute(named: "EventUnion") != nil {
      unions[name] = union.elements.compactMap { $0.parameterClause?.parameters.first?.type }
      return
    }
    let inherited = (group.inheritanceClause?.inheritedTypes ?? []).flatMap { Self.names(of: $0.type) }
    if inherited.contains("WorkflowState") { states.insert(name) }
    roles[name] = KnownTypes.role(inheriting: inherited)
  }

  /// The names of `A & B`, without modules.
  private static func names(of type: TypeSyntax) -> [String] {
    if let composition = type.as(CompositionTypeSyntax.self) {
      return composition.elements.flatMap { names(of: $0.type) }
    }
    return (type.bare.path?.last).map { [$0] } ?? []
  }

  /// Whether the nested type `State` is the state of a run: it says so, or it is another name of something that may.
  var hasState: Bool {
    guard let alias = aliases["State"] else { return states.contains("State") }
    guard let path = alias.bare.path else { return false }
    if path.count == 1, let name = path.first {
      if names[name] != nil { return states.contains(name) }
      return !KnownTypes.noEvents.contains(name)
    }
    return true
  }
}

extension DeclModifierSyntax {
  /// The access level, if the modifier is one.
  fileprivate var accessLevel: Keyword? {
    guard detail == nil, case .keyword(let keyword) = name.tokenKind else { return nil }
    let levels: [Keyword] = [.private, .fileprivate, .internal, .package, .public, .open]
    return levels.first { $0 == keyword }
  }
}

extension EnumDeclSyntax {
  /// The cases, however many stand in one line.
  var elements: [EnumCaseElementSyntax] {
    memberBlock.members.compactMap { $0.decl.as(EnumCaseDeclSyntax.self) }.flatMap(\.elements)
  }

  /// The cases within `#if`.
  var conditionalElements: [EnumCaseElementSyntax] {
    memberBlock.conditionalMembers.compactMap { $0.decl.as(EnumCaseDeclSyntax.self) }.flatMap(\.elements)
  }
}
#endif
