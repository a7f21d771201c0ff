#if Macros
import SwiftSyntax

/// A method that has the shape of a step and is not marked as one: to be mentioned where the graph has a gap that it
/// would fill.
struct UnmarkedMethod {
  let name: String
  let takes: [Mention]
  let returns: [Mention]

  /// `nil` for what is a step, or could be none.
  init?(_ function: FunctionDeclSyntax, reader: TypeReader) {
    guard function.stepAttribute == nil, function.modifiers.first(.static, .class, .mutating) == nil,
      function.genericParameterClause == nil
    else { return nil }
    let signature = StepSignature(function, scope: reader.scope)
    guard signature.triggers.count == 1, let trigger = signature.triggers.first else { return nil }
    name = signature.name
    takes = reader.inputs(of: trigger.type)
    returns = signature.result.map { reader.outputs(of: $0) } ?? []
  }
}

extension MemberBlockSyntax {
  /// The methods that have the shape of a step and are none.
  func unmarkedMethods(reader: TypeReader) -> [UnmarkedMethod] {
    members.compactMap { $0.decl.as(FunctionDeclSyntax.self) }.compactMap { UnmarkedMethod($0, reader: reader) }
  }
}

extension [UnmarkedMethod] {
  /// What to say of one that takes an event which nobody else does; nothing if there is none.
  func hint(taking key: String) -> String {
    first { $0.takes.keys.contains(key) }?.hint("takes it") ?? ""
  }

  /// What to say of one that returns an event which nobody else does.
  func hint(returning key: String) -> String {
    first { $0.returns.keys.contains(key) }?.hint("returns it") ?? ""
  }

  /// What to say of one that starts a run; `nil` if there is none.
  var startHint: String? {
    compactMap { method in method.takes.with(.start).first.map { method.hint("takes '\($0.key)'") } }.first
  }
  /// What to say of one that stops a run; `nil` if there is none.
  var stopHint: String? {
    compactMap { method in method.returns.with(.stop).first.map { method.hint("returns '\($0.key)'") } }.first
  }
}

extension UnmarkedMethod {
  fileprivate func hint(_ what: String) -> String {
    "; method '\(name)' \(what), but is no step: mark it with '@Step'"
  }
}
#endif
