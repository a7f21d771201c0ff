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

  private var name: String { (parameter.secondName ?? parameter.firstName).plainName }
  private var type: String { "(\(parameter.type.bare.trimmedDescription)).self" }

  /// The code that says which resource the step takes.
  var use: String { "Workflows._resource(\(name.literal), \(type)\(arguments))" }

  /// The code that gets the resource, when the step runs.
  var provision: String { "try await Workflows._provide(context, \(type)\(arguments))" }
}

extension [ResourceParameter] {
  /// The code that gets all of them, in order, before the body of the step runs.
  var provisions: String {
    enumerated().map { "let _resource\($0) = \($1.provision)\n    " }.joined()
  }

  /// A definition of a step, as one that takes these.
  func wrap(_ definition: String) -> String {
    isEmpty ? definition : "Workflows._taking([\(map(\.use).joined(separator: ", "))], \(definition))"
  }
}
#endif
