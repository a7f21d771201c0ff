#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// What the signature of a method says about a step.
struct StepSignature {
  let function: FunctionDeclSyntax
  let name: String
  let arguments: MacroArguments
  /// Whether it handles the failures of other steps.
  let isHandler: Bool
  /// The parameters whose types trigger the step: one, or several events of which the step needs one each.
  private(set) var triggers: [FunctionParameterSyntax] = []
  /// What is wrong with the method by itself.
  private(set) var problems: [Problem] = []
  /// The parameters that the run provides with resources.
  private(set) var resources: [ResourceParameter] = []
  private var isContext: [Bool] = []

  init(_ function: FunctionDeclSyntax, scope: Scope) {
    self.function = function
    name = function.name.plainName
    let attribute = function.stepAttribute
    isHandler = attribute?.attributeName.path?.last == "CatchError"
    arguments = isHandler ? .catchError(attribute) : .step(attribute)
    let parameters = Array(function.signature.parameterClause.parameters)
    isContext = parameters.map { scope.isContext($0.type) }
    resources = parameters.compactMap { ResourceParameter($0) }
    var others = zip(parameters, isContext).filter { !$0.1 && ResourceParameter($0.0) == nil }.map(\.0)
    // What has a default value is left to it.
    if others.count > 1, others.contains(where: { $0.defaultValue == nil }) {
      others.removeAll { $0.defaultValue != nil }
    }
    triggers = others
    problems =
      StepSignatureCheck(
        function: function, scope: scope, triggers: others, accepting: arguments.values("accepting")
      ).problems
    if isHandler {
      problems += HandlerSignatureCheck(name: name, arguments: arguments, triggers: others, scope: scope).problems
    }
    if arguments.areWellFormed { problems += StepOptionsCheck(name: name, arguments: arguments).problems }
  }

  /// The types of events that it takes, if its parameter is what they have in common.
  var accepting: [ExprSyntax] { arguments.areWellFormed ? arguments.values("accepting") : [] }

  /// Whether it takes an array.
  func takesBatch(in scope: Scope) -> Bool { triggers.first?.type.bare.arrayElement(in: scope) != nil }

  /// The type of the result; `nil` if there is none.
  var result: TypeSyntax? { function.signature.returnClause?.type.bare }

  /// The type that stands for all of the parameters.
  var triggerType: String? {
    if triggers.count > 1 {
      return "Workflows.JoinedEvents<\(triggers.map(\.type.bare.trimmedDescription).joined(separator: ", "))>"
    }
    return triggers.first?.type.bare.trimmedDescription
  }

  /// The name of the factory that `@Step` makes, and its label: two steps of one name are an error of their own, and
  /// should not be a second one.
  func factory(in context: some MacroExpansionContext) -> (name: String, label: String) {
    context.factory("_step_", for: function.name)
  }

  /// The call of the method, such as `workflow.draft(event, context: context)`.
  var call: String {
    let parameters = function.signature.parameterClause.parameters
    let values = zip(parameters, isContext).compactMap { parameter, isContext -> String? in
      let number = triggers.firstIndex { $0.id == parameter.id }
      let value: String
      if let resource = resources.firstIndex(where: { $0.parameter.id == parameter.id }) {
        value = resources.value(resource)
      } else if isContext {
        value = "context"
      } else if let number {
        value = triggers.count > 1 ? "event.values.\(number)" : "event"
      } else {
        return nil
      }
      let label = parameter.firstName.asLabel
      return label == "_" ? value : "\(label): \(value)"
    }
    return "workflow.\(function.name.text)(\(values.joined(separator: ", ")))"
  }
}
#endif
