extension Workflow {
  /// Makes every resource once that a step takes by a parameter, and tears all of them down again: to find out before the
  /// first run whether they can be made.
  ///
  /// Nothing is shared with any runtime. Cancelling the calling task cancels what is being made.
  ///
  /// Python: `workflow.validate(validate_resources=True)`.
  ///
  /// - Parameter replacements: Resources that are made in another way.
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/invalidWorkflow``, whose message lists every resource that
  ///   cannot be made, with its step and why.
  public nonisolated func validateResources(_ replacements: ResourceReplacements = ResourceReplacements()) async throws
  {
    let table = definition.table
    let runtime = WorkflowRuntime(resources: replacements)
    let resources = RunResources(
      runID: "validation", table: table, replacements: ResourceReplacements(), runtime: runtime)
    var problems: [String] = []
    for (index, step) in definition.steps.enumerated() {
      let execution = StepExecution(
        serial: UInt64(index) + 1, workItem: UInt64(index) + 1, step: Int32(index), attempt: 1, slot: 0)
      resources.enter(execution)
      for use in step.resources {
        do {
          _ = try await resources.resource(use.request, for: execution)
        } catch {
          problems.append("step '\(step.name)', parameter '\(use.parameter)': resource '\(use.name)': \(error)")
        }
      }
      await resources.close(execution)
    }
    await resources.close(waits: false)
    await runtime.shutdown()
    try Task.checkCancellation()
    if !problems.isEmpty { throw WorkflowError.invalid(table.workflowName, problems) }
  }
}
