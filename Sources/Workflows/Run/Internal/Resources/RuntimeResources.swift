/// The resources that outlive runs: those of a runtime, and those of each workflow in it.
final class RuntimeResources: Sendable {
  private struct State {
    /// Beside its workflow, which is kept with it: another one could otherwise come to have its identity.
    var workflows: [ObjectIdentifier: (table: StepTable, store: ResourceStore)] = [:]
    /// The stores in the order in which they were made.
    var stores: [ResourceStore] = []
    var isClosed = false
  }

  let replacements: ResourceReplacements
  let tasks: WorkflowRuntime.Tasks
  let runtime: ResourceStore
  private let state = LockedValueBox(State())

  init(replacements: ResourceReplacements, tasks: WorkflowRuntime.Tasks) {
    self.replacements = replacements
    self.tasks = tasks
    runtime = ResourceStore(owner: "the runtime", tasks: tasks)
  }

  func store(of table: StepTable) -> ResourceStore {
    state.withLock { state in
      if let known = state.workflows[ObjectIdentifier(table)] { return known.store }
      let store = ResourceStore(owner: "workflow '\(table.workflowName)'", tasks: tasks, isClosed: state.isClosed)
      state.workflows[ObjectIdentifier(table)] = (table, store)
      state.stores.append(store)
      return store
    }
  }

  /// Tears everything down, what was made last first.
  func close() async {
    let stores = state.withLock { state in
      state.isClosed = true
      return state.stores
    }
    for store in stores.reversed() { await store.close() }
    await runtime.close()
  }
}
