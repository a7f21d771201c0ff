#if Macros
import SwiftSyntax

/// What is wrong with a step's method by itself.
struct StepSignatureCheck {
  let function: FunctionDeclSyntax
  let scope: Scope
  /// The parameters beside the context.
  let triggers: [FunctionParameterSyntax]
  /// The types that are named as those of the events that it takes.
  let accepting: [ExprSyntax]

  private var name: String { function.name.plainName }

  var problems: [Problem] {
    kindProblems + (accepting.isEmpty ? parameterProblems : acceptingProblems) + resultProblems
  }

  private var acceptingProblems: [Problem] {
    let problems = accepting.filter { $0.memberName != "self" }.map {
      Problem(
        "option", "'accepting:' of step '\(name)' needs types that are written out, such as 'Loading.self'", at: $0)
    }
    if triggers.count == 1 { return problems }
    return problems + [
      Problem(
        "step-parameter",
        "step '\(name)' has 'accepting:'; let it take one parameter, which all of these events are",
        at: function.signature.parameterClause)
    ]
  }

  private var kindProblems: [Problem] {
    var problems: [Problem] = []
    if let modifier = function.modifiers.first(.static, .class, .mutating, .consuming) {
      problems.append(
        Problem(
          "step-kind",
          "step '\(name)' is '\(modifier.name.text)'; a step is a plain instance method, and what changes during a run "
            + "belongs into its 'State'", at: modifier))
    }
    if let generics = function.genericParameterClause {
      problems.append(
        Problem(
          "step-generic", "step '\(name)' is generic; the events of a step are types that are known", at: generics))
    }
    return problems
  }

  private var parameterProblems: [Problem] {
    let clause = function.signature.parameterClause
    guard let trigger = triggers.first else {
      return [
        Problem(
          "step-without-event", "step '\(name)' takes no event; add a parameter such as '_ event: Start<String>'",
          at: clause)
      ]
    }
    if triggers.count > 1, let other = triggers.first(where: { $0.type.isVisiblyNoEvent(in: scope) }) {
      return [
        Problem(
          "step-parameter",
          "step '\(name)' takes '\(scope.key(of: other.type))' beside its event, which nobody would pass; mark it "
            + "with '@Resource', make it a property of the workflow, or give it a default value", at: other.type)
      ]
    }
    if triggers.count > 1 {
      return triggers.compactMap { parameter in
        slotProblem(parameter).map { Problem("step-with-several-events", $0, at: parameter.type) }
      }
    }
    return triggerProblem(trigger).map { [Problem("step-event", $0, at: trigger.type)] } ?? []
  }

  /// What is wrong with one parameter out of several.
  private func slotProblem(_ parameter: FunctionParameterSyntax) -> String? {
    let type = parameter.type.bare
    let spelled = scope.key(of: type)
    if type.arrayElement(in: scope) != nil {
      return "step '\(name)' takes '\(spelled)' beside another event; a step that takes an array takes nothing else"
    }
    if spelled.hasPrefix("Either<") {
      return
        "step '\(name)' takes '\(spelled)' beside another event; each parameter of such a step is one type of event"
    }
    return triggerProblem(parameter)
  }

  private func triggerProblem(_ parameter: FunctionParameterSyntax) -> String? {
    let type = parameter.type.bare
    let spelled = scope.key(of: type)
    if parameter.ellipsis != nil {
      return "a step takes its events in an array; let '\(name)' take '[\(spelled)]'"
    }
    if parameter.type.isInout {
      return "a step cannot change the event that it takes; let '\(name)' take '\(spelled)'"
    }
    if let element = type.arrayElement(in: scope) {
      if let inner = element.arrayElement(in: scope), !inner.isVisiblyNoEvent(in: scope) {
        return
          "step '\(name)' takes '\(spelled)'; it gets the members of one batch, so let it take '[\(scope.key(of: inner))]'"
      }
    } else if let element = type.optionalOrArrayElement(in: scope), !element.isVisiblyNoEvent(in: scope) {
      return "a step takes one event; let '\(name)' take '\(scope.key(of: element))', which is there whenever it runs"
    }
    if type.is(SomeOrAnyTypeSyntax.self) {
      return
        "a step takes one event; let '\(name)' take an '@EventUnion' of the events that '\(spelled)' stands for, or "
        + "name them with 'accepting:'"
    }
    return type.isVisiblyNoEvent(in: scope) ? Words.takesNoEvent(name, spelled) : nil
  }

  private var resultProblems: [Problem] {
    guard let type = function.signature.returnClause?.type.bare, type.isVisiblyNoEvent(in: scope) else { return [] }
    let spelled = scope.key(of: type)
    let hides = type.descendants(SomeOrAnyTypeSyntax.self).first != nil
    let message =
      hides
      ? "step '\(name)' returns '\(spelled)', which hides its events from the graph; return 'Either' or an '@EventUnion'"
      : Words.returnsNoEvent(name, spelled)
    return [Problem("step-result", message, at: type)]
  }
}
#endif
