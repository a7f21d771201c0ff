extension WorkflowRun {
  /// What an execution of a step needs a permit of; `nil` if nothing, or if a step around this run holds one.
  private func permitKey(_ step: Int) -> Permits.Key? {
    guard let limit = table.steps[step].limit else { return nil }
    let key = key(of: limit)
    return heldPermits.contains(key) ? nil : key
  }

  private func key(of limit: SharedLimit) -> Permits.Key {
    Permits.Key(name: limit.name, runID: limit.scope == .run ? root.runID : nil)
  }

  /// Whether an execution holds a permit while it runs.
  @inline(__always)
  func needsPermit(_ execution: StepExecution) -> Bool { table.steps[Int(execution.step)].limit != nil }

  /// The permits that an execution and those around it hold.
  func heldPermits(by execution: StepExecution) -> Set<Permits.Key> {
    // A task that the step has left behind holds nothing any more.
    guard let limit = table.steps[Int(execution.step)].limit, withGuarded({ $0.state.isCurrent(execution) })
    else { return heldPermits }
    return heldPermits.union([key(of: limit)])
  }

  /// Asks for a permit for one execution of a step.
  func askForPermit(_ step: Int) {
    if let key = permitKey(step), let limit = table.steps[step].limit {
      runtime.permits.ask(key, count: limit.count, for: self, step: step, priority: table.steps[step].priority)
    } else {
      begin(permittedStep: step)
    }
  }

  /// Begins an execution of a step that has got a permit; returns whether there is still one to begin.
  @discardableResult
  func begin(permittedStep step: Int) -> Bool {
    apply(.permitted(step: step)) { $0.state.isPermitWanted(by: step) }
  }

  /// Gives the permit of an execution back, whose body has returned or never will be run.
  func giveBackPermit(of execution: StepExecution) {
    if let key = permitKey(Int(execution.step)) { runtime.permits.giveBack(key) }
  }
}
