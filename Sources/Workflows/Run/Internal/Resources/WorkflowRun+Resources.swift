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
      if let known = guarded.resources { return known }
      let made = RunResources(runID: runID, table: table, replacements: replacements, runtime: runtime)
      guarded.resources = made
      hasResources.store(true, ordering: .releasing)
      return made
    }
  }

  /// Tears down what an attempt had for itself.
  func closeResources(of execution: StepExecution) async {
    await withGuarded(\.resources)?.close(execution)
  }

  /// Tears down what the run had for itself, and ends it.
  func cleanUp() {
    guard let resources = withGuarded(\.resources), !resources.closeIfEmpty() else { return _ = apply(.cleanedUp) }
    _ = runtime.resources.tasks.start {
      await resources.close()
      self.apply(.cleanedUp)
    }
  }
}
