import Synchronization

extension WorkflowRun {
  @usableFromInline
  func resource(_ request: ResourceRequest, from execution: StepExecution) async throws -> any Sendable {
    guard let resources = resources(for: execution) else { throw CancellationError() }
    return try await resources.resource(request, for: execution)
  }

  /// The resources of the run, made when a step first asks for one; `nil` if the run no longer waits for that step.
  private func resources(for execution: StepExecution) -> RunResources? {
    withGuarded { guarded in
      guard guarded.state.oweCleanup(for: execution) else { return nil }
      let resources =
        guarded.resources
        ?? RunResources(runID: runID, table: table, replacements: replacements, runtime: runtime)
      // While the run waits for it, and hence before it is known to have returned.
      resources.enter(execution)
      if guarded.resources == nil {
        guarded.resources = resources
        hasResources.store(true, ordering: .releasing)
      }
      return resources
    }
  }

  /// Tears down what an attempt had for itself.
  @inline(never)  // In `work` it would be paid for by every run that waits in a step.
  func closeResources(of execution: StepExecution) async {
    await withGuarded(\.resources)?.close(execution)
  }

  /// Tears down what the run had for itself, and ends it.
  func cleanUp() {
    // Those that are there have had their time to notice that they are cancelled.
    let (found, waits) = withGuarded { ($0.resources, $0.state.slots.isEmpty) }
    guard let resources = found, !resources.closeIfEmpty() else { return _ = apply(.cleanedUp) }
    _ = runtime.resources.tasks.start {
      await resources.close(waits: waits)
      self.apply(.cleanedUp)
    }
  }
}
