extension WorkflowRun {
  /// Asks the step's policy what is to be done about a failed attempt.
  func report(_ error: any Error, _ execution: StepExecution, isTimeout: Bool = false) -> FailureReport {
    // What a resource failed with is what its step is tried again for.
    let failure = error as? ResourceFailure
    let (error, resource) = (failure?.error ?? error, failure?.resource)
    let step = table.steps[Int(execution.step)]
    guard let policy = step.retry, let (item, firstStart) = withGuarded({ $0.state.workItem(of: execution) }) else {
      return FailureReport(error: error, retryAfter: nil, isTimeout: isTimeout, resource: resource)
    }
    let now = runtime.now
    let delay = policy.next(
      elapsed: firstStart.duration(to: now), failures: Int(item.attempt), error: error,
      seed: "\(runID):\(step.name):\(item.attempt)".stableHash(seed: runtime.seed))
    return FailureReport(error: error, retryAfter: delay, isTimeout: isTimeout, resource: resource)
  }

  /// Fails an attempt that exceeded its timeout.
  func expire(_ execution: StepExecution, _ timeout: StepTimeout) {
    let step = table.steps[Int(execution.step)]
    let error = WorkflowError(
      code: .stepTimedOut,
      message: "attempt \(execution.attempt) of step '\(step.name)' in run '\(runID)' of workflow "
        + "'\(table.workflowName)' exceeded its timeout of \(timeout); give it more with '@Step(timeout:)', let it be "
        + "'.idle', or have it tried again with 'retry:'")
    if step.retry == nil {
      apply(.failed(execution, FailureReport(error: error, retryAfter: nil, isTimeout: true)))
    } else {
      // A policy may call the user's code, which must not hold up the thread of the deadlines.
      Task.detached(executorPreference: runtime.executor) {
        self.apply(.failed(execution, self.report(error, execution, isTimeout: true)))
      }
    }
  }
}
