/// A run with the state of its workflow: the only part of a run that knows the workflow's type.
final class TypedWorkflowRun<W: Workflow>: WorkflowRun, @unchecked Sendable {
  // Proof of sendability: it adds a constant to a sendable class.

  let store: StateStore<W.RunState>

  init(
    _ workflow: W, runID: String, start: W.StartEventType, state: W.RunState?, options: RunOptions,
    runtime: WorkflowRuntime
  ) {
    let definition = workflow.definition
    let store = StateStore(state ?? W.RunState())
    self.store = store
    super.init(
      runID: runID, table: definition.table, start: start, options: options,
      timeout: options.timeout.resolved(definition.options.timeout), limit: definition.options.numConcurrentRuns,
      runtime: runtime
    ) { run, dispatch in
      let context = WorkflowContext<W>(scope: run, execution: dispatch.execution, store: store)
      return try await definition.steps[dispatch.execution.step].body(workflow, dispatch.item.event, context)
    }
  }
}
