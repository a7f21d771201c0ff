#if Macros
import SwiftSyntax

/// A parameter of a step that is marked with `@Resource`, which the run provides.
struct ResourceParameter {
  let parameter: FunctionParameterSyntax
  private let arguments: String

  /// `nil` if the parameter has no such mark.
  init?(_ parameter: FunctionParameterSyntax) {
    guard let attribute = parameter.attributes.attribute(named: "Resource") else { return nil }
    self.parameter = parameter
    arguments = attribute.labeledArguments.map { ", \($0.expression.trimmedDescription)" }.joined()
  }

  /// The code that says which resource the step takes.
  var source: String {
    let name = (parameter.secondName ?? parameter.firstName).plainName
    return "Workflows._resource(\(name.literal), (\(parameter.type.bare.trimmedDescription)).self\(arguments))"
  }
}

extension [ResourceParameter] {
  /// The code that names all of them, before the step is defined.
  ///
  /// Each is spelled once, so that a name that does not exist is not several errors.
  var declarations: String {
    enumerated().map { "let _resource\($0) = \($1.source)\n  " }.joined()
  }

  /// The code of a resource in a call of the step's method.
  func value(_ index: Int) -> String { "_resource\(index)._value(for: context)" }

  /// A definition of a step, as one that takes these.
  func wrap(_ definition: String) -> String {
    let uses = indices.map { "_resource\($0)._use" }.joined(separator: ", ")
    return isEmpty ? definition : "Workflows._taking([\(uses)], step: \(definition))"
  }
}
#endif
