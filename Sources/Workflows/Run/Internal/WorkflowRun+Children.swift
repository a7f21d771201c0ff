extension WorkflowRun {
  @usableFromInline
  func runChild(
    _ start: any StartEvent, of table: StepTable, as name: String, timeout: RunTimeout, host: any AnyObject & Sendable,
    from execution: StepExecution
  ) async throws -> any Event {
    guard let path = stream.takePath(name, table) else {
      throw WorkflowError(
        code: .notAccepted,
        message: "step '\(stepName(of: execution))' of run '\(runID)' cannot run child '\(name)': the stream has "
          + "65,535 paths already; let children have the same names, 'as:', or fewer be on at once")
    }
    defer { stream.giveBackPath(path) }
    let branch = StreamBranch(log: stream, path: path)
    let child = runtime.startChild(
      start, of: table, from: execution, in: self, branch, options: childOptions(timeout), host: host)
    defer { withGuarded { guarded in guarded.children.removeAll { $0 === child } } }
    let end = await withTaskCancellationHandler {
      await child.waitForEndUninterrupted()
    } onCancel: {
      child.cancel()
    }
    if end.isCancellation { try Task.checkCancellation() }
    if let error = end.error { throw error }
    return end.event
  }

  private func childOptions(_ timeout: RunTimeout) -> RunOptions {
    // Its events are kept by the log of this run.
    RunOptions(
      timeout: timeout, verbose: isVerbose, recordsInternalEvents: isObserved, streamRetention: .last(1),
      cancellationGrace: grace)
  }

  /// The run around all others.
  var root: WorkflowRun {
    var run = self
    while let parent = run.parent { run = parent }
    return run
  }

  /// The runs right within this one, the earliest first.
  var children: [WorkflowRun] { withGuarded { $0.children } }
}
