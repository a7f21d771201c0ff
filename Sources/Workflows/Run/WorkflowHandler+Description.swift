extension WorkflowHandler: CustomStringConvertible {
  /// The run in words: its workflow, its id, and how far it is.
  public var description: String {
    "WorkflowHandler(workflow: '\(run.table.workflowName)', run: '\(runID)', \(progress))"
  }

  private var progress: String {
    if let stopEvent { return "ended with \(stopEvent)" }
    let steps = runningSteps
    return steps.isEmpty ? "on, no step is running" : "on, running \(steps.map { "'\($0)'" }.joined(separator: ", "))"
  }
}
