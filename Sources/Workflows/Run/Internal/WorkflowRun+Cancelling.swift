extension WorkflowRun {
  @usableFromInline
  func cancelSteps(_ names: [String], from execution: StepExecution) throws {
    try cancelSteps(names, by: execution)
  }

  @usableFromInline
  func cancelBranches(_ name: String, from execution: StepExecution) {
    apply(.withdrawing(.branches(name), by: execution))
  }

  func cancelBranches(_ name: String) { apply(.withdrawing(.branches(name), by: nil)) }

  @usableFromInline
  func endBatches(of step: String?, cutShort: Bool, from execution: StepExecution) throws {
    let region = try step.map { Region.batches(of: try opener($0), cutShort: cutShort) }
    apply(.withdrawing(region ?? .batch(around: execution, cutShort: cutShort), by: execution))
  }

  func cancelSteps(_ names: [String], by execution: StepExecution?) throws {
    apply(.withdrawing(.steps(Set(try names.map { try step($0) })), by: execution))
  }

  func endBatches(of step: String, cutShort: Bool) throws {
    apply(.withdrawing(.batches(of: try opener(step), cutShort: cutShort), by: nil))
  }

  private func step(_ name: String) throws -> Int {
    guard let step = table.step(named: name) else { throw unknownStep(name) }
    return step
  }

  /// The step of a name, which must be one whose arrays are collected.
  private func opener(_ name: String) throws -> Int {
    let number = try step(name)
    if table.steps[number].collectors.isEmpty {
      throw WorkflowError(
        code: .notAccepted,
        message: "step '\(name)' of workflow '\(table.workflowName)' opens no batches: no step takes an array of what "
          + "follows from an array that it returns")
    }
    return number
  }
}
