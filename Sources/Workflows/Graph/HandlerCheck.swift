/// What is wrong with the steps that handle failures.
struct HandlerCheck {
  let steps: [GraphStep]

  private var handlers: [(step: GraphStep, catches: ErrorHandling)] {
    steps.compactMap { step in step.catches.map { (step, $0) } }
  }

  var problems: [String] { inputProblems + handlers.flatMap { ownProblems($0.step, $0.catches) } + overlaps }

  private var inputProblems: [String] {
    let failure = ObjectIdentifier(StepFailedEvent.self)
    return steps.flatMap { step -> [String] in
      let takesFailure = step.accepts.contains { $0.id == failure }
      if step.catches == nil {
        return takesFailure
          ? ["step '\(step.name)' takes 'StepFailedEvent' but is no handler; mark it with '@CatchError'"] : []
      }
      return step.accepts.map(\.id) == [failure] && step.trigger == .each
        ? [] : ["step '\(step.name)' is marked with '@CatchError'; let it take a 'StepFailedEvent' and nothing else"]
    }
  }

  private func ownProblems(_ step: GraphStep, _ catches: ErrorHandling) -> [String] {
    var problems: [String] = []
    if catches.maxRecoveries < 1 {
      problems.append("step '\(step.name)' has 'maxRecoveries: \(catches.maxRecoveries)'; give at least 1")
    }
    if catches.isOfNothing {
      problems.append(
        "step '\(step.name)' has no failures to take: the other handlers of its group name all of its steps; leave it out"
      )
    }
    for name in catches.steps {
      guard let other = steps.first(where: { $0.name == name }) else {
        let names = steps.filter { $0.catches == nil }.map { "'\($0.name)'" }
        problems.append(
          "step '\(step.name)' handles failures of '\(name)', which is no step of the workflow"
            + (names.isEmpty ? "" : "; its steps are \(names.joined(separator: ", "))"))
        continue
      }
      if other.catches != nil {
        problems.append(
          "step '\(step.name)' handles failures of '\(name)', which is a handler itself; its failures end the run")
      }
    }
    return problems
  }

  private var overlaps: [String] {
    var problems: [String] = []
    let wildcards = handlers.filter(\.catches.isWildcard).map { "'\($0.step.name)'" }
    if wildcards.count > 1 {
      problems.append(
        "steps \(wildcards.joined(separator: ", ")) all handle the failures of every step; name the steps of all but one"
      )
    }
    var owners: [String: String] = [:]
    for (step, catches) in handlers {
      for name in catches.steps {
        if let owner = owners[name] {
          problems.append("failures of '\(name)' are handled by both '\(owner)' and '\(step.name)'; let one do it")
        }
        owners[name] = step.name
      }
    }
    return problems
  }

  /// For each step the handler that takes its failures.
  var owners: [Int?] {
    let wildcard = steps.firstIndex { $0.catches?.isWildcard == true }
    return steps.map { step in
      if step.catches != nil { return nil }
      return steps.firstIndex { $0.catches?.steps.contains(step.name) == true } ?? wildcard
    }
  }
}
