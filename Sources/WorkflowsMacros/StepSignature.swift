#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// What the signature of a method says about a step.
struct StepSignature {
  let function: FunctionDeclSyntax
  let name: String
  let arguments: MacroArguments
  /// The parameter whose type triggers the step, if there is exactly one that can.
  private(set) var trigger: FunctionParameterSyntax?
  /// What is wrong with the method by itself.
  private(set) var problems: [Problem] = []
  private var isContext: [Bool] = []

  init(_ function: FunctionDeclSyntax, scope: Scope) {
    self.function = function
    name = function.name.plainName
    arguments = .step(function.attributes.attribute(named: "Step"))
    let parameters = Array(function.signature.parameterClause.parameters)
    isContext = parameters.map { scope.isContext($0.type) }
    var others = zip(parameters, isContext).filter { !$0.1 }.map(\.0)
    // What has a default value is left to it.
    if others.count > 1, others.contains(where: { $0.defaultValue == nil }) {
      others.removeAll { $0.defaultValue != nil }
    }
    if others.count == 1 { trigger = others.first }
    problems = StepSignatureCheck(function: function, scope: scope, triggers: others).problems
    if arguments.areWellFormed { problems += StepOptionsCheck(name: name, arguments: arguments).problems }
  }

  /// The type of the result; `nil` if there is none.
  var result: TypeSyntax? { function.signature.returnClause?.type.bare }

  /// The name of the factory that `@Step` makes, and its label: two steps of one name are an error of their own, and
  /// should not be a second one.
  func factory(in context: some MacroExpansionContext) -> (name: String, label: String) {
    let base = "_step_\(name)"
    let isIdentifier = base.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
    let line = context.location(of: function.name)?.line.trimmedDescription ?? "0"
    return (isIdentifier ? base : "`\(base)`", "line\(line)")
  }

  /// The call of the method, such as `workflow.draft(event, context: context)`.
  var call: String {
    let parameters = function.signature.parameterClause.parameters
    let values = zip(parameters, isContext).compactMap { parameter, isContext -> String? in
      if !isContext && parameter.id != trigger?.id { return nil }
      let value = isContext ? "context" : "event"
      let label = parameter.firstName.asLabel
      return label == "_" ? value : "\(label): \(value)"
    }
    return "workflow.\(function.name.text)(\(values.joined(separator: ", ")))"
  }
}
#endif
