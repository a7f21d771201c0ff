#if Macros
import SwiftSyntax

/// What is wrong with a method that handles the failures of other steps.
struct HandlerSignatureCheck {
  let name: String
  let arguments: MacroArguments
  let triggers: [FunctionParameterSyntax]
  let scope: Scope

  var problems: [Problem] {
    var problems: [Problem] = []
    if let trigger = triggers.first, triggers.count > 1 || scope.key(of: trigger.type) != "StepFailedEvent" {
      problems.append(
        Problem(
          "handler-event",
          "step '\(name)' is marked with '@CatchError'; let it take a 'StepFailedEvent' and nothing else",
          at: trigger.type))
    }
    if let count = arguments["maxRecoveries"], let value = count.integer, value < 1 {
      problems.append(
        Problem("option", "step '\(name)' has 'maxRecoveries: \(value)'; give at least 1", at: count))
    }
    return problems
  }
}

/// What is wrong with the handlers of a workflow as a list.
struct HandlerListCheck {
  let steps: [StepSignature]
  /// Whether there are steps that are not among these.
  var hasGroups = false
  /// What the steps are of.
  var kind = "workflow"

  var problems: [Problem] {
    let handlers = steps.filter { $0.isHandler && $0.arguments.areWellFormed }
    return handlers.flatMap { unknownSteps($0) } + overlaps(handlers) + unmarked
  }

  private var unmarked: [Problem] {
    steps.filter { !$0.isHandler }.flatMap { step in
      step.triggers.filter { $0.type.bare.path?.last == "StepFailedEvent" }.map { parameter in
        Problem(
          "handler-unmarked",
          "step '\(step.name)' takes 'StepFailedEvent' but is no handler; mark it with '@CatchError'",
          at: parameter.type)
      }
    }
  }

  private func unknownSteps(_ handler: StepSignature) -> [Problem] {
    handler.arguments.values("for").compactMap { expression in
      guard let name = expression.stringValue else { return nil }
      guard let step = steps.first(where: { $0.name == name }) else {
        if hasGroups { return nil }
        let names = steps.filter { !$0.isHandler }.map { "'\($0.name)'" }
        let known = names.isEmpty ? "" : "; its steps are \(names.joined(separator: ", "))"
        return Problem(
          "handler-of-none",
          "step '\(handler.name)' handles failures of '\(name)', which is no step of the \(kind)\(known)",
          at: expression)
      }
      guard step.isHandler else { return nil }
      return Problem(
        "handler-of-handler",
        "step '\(handler.name)' handles failures of '\(name)', which is a handler itself; its failures end the run",
        at: expression)
    }
  }

  private func overlaps(_ handlers: [StepSignature]) -> [Problem] {
    var problems: [Problem] = []
    let wildcards = handlers.filter { $0.arguments.values("for").isEmpty }
    for other in wildcards.dropFirst() {
      problems.append(
        Problem(
          "handlers-overlap",
          "steps \(wildcards.map { "'\($0.name)'" }.joined(separator: ", ")) all handle the failures of every step; name the "
            + "steps of all but one", at: other.function.name))
    }
    var owners: [String: String] = [:]
    for handler in handlers {
      for expression in handler.arguments.values("for") {
        guard let name = expression.stringValue else { continue }
        if let owner = owners[name] {
          problems.append(
            Problem(
              "handlers-overlap",
              "failures of '\(name)' are handled by both '\(owner)' and '\(handler.name)'; let one do it",
              at: expression))
        }
        owners[name] = handler.name
      }
    }
    return problems
  }
}
#endif
