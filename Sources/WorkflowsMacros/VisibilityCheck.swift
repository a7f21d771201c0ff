#if Macros
import SwiftSyntax

/// Whether the types that a workflow shows to its callers are as visible as the workflow is.
struct VisibilityCheck {
  let workflow: String
  /// How visible the workflow is, where that is more than the file.
  let access: DeclarationAccess
  /// Whether the workflow is `private` or `fileprivate`.
  let isPrivate: Bool
  let nested: NestedTypes

  init(_ declaration: some DeclGroupSyntax, workflow: String, access: DeclarationAccess, nested: NestedTypes) {
    self.workflow = workflow
    self.access = access
    self.nested = nested
    isPrivate = declaration.modifiers.first(.private, .fileprivate) != nil
  }

  /// Whether the nested type of this name is hidden from those who see the workflow.
  func isHidden(_ name: String) -> Bool {
    switch nested.keywords[name] {
    case nil: false
    case .private: true
    case .fileprivate: !isPrivate
    case .public, .open: false
    case .package: access > .package
    case .internal: access > .internal
    default: false
    }
  }

  func problems(_ names: [String]) -> [Problem] {
    names.filter(isHidden).compactMap { name in
      nested.names[name].map { token in
        Problem(
          "hidden-type",
          "'\(name)' is less visible than '\(workflow)', whose callers need it; give it the same access level",
          at: token)
      }
    }
  }
}
#endif
