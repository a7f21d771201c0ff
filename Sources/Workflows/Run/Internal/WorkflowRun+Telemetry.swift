import ServiceContextModule

extension WorkflowRun {
  /// What sees a run that starts now: for a child what sees its parent.
  static func telemetry(
    _ runID: String, of table: StepTable, _ start: any StartEvent, in runtime: WorkflowRuntime,
    _ parent: WorkflowRun?, _ parentExecution: StepExecution?, _ context: ServiceContext?
  ) -> RunTelemetry? {
    let instruments: Instruments.Resolved
    var context = context
    if let parent {
      guard let telemetry = parent.telemetry else { return nil }
      instruments = telemetry.instruments
      // A step may run it from a task that has nothing of what the step has.
      if context == nil { context = parentExecution.flatMap { telemetry.context(of: $0) } }
    } else {
      guard let resolved = runtime.instruments.resolve() else { return nil }
      instruments = resolved
    }
    return RunTelemetry(
      instruments, runID: runID, of: table, start: start, parentRunID: parent?.runID, context: context,
      isRealTime: runtime.time.isContinuous, at: runtime.now)
  }

  /// Runs the body of a step where somebody watches.
  @inline(never)  // In `work` it would be paid for by every run that waits in a step.
  func runWatched(_ item: WorkItem, _ execution: StepExecution) async throws -> Emissions {
    guard let telemetry else { return try await runMonitored(item, execution) }
    do {
      let emissions =
        if let context = telemetry.begins(item, execution, at: runtime.now) {
          try await ServiceContext.withValue(context) { try await runMonitored(item, execution) }
        } else {
          try await runMonitored(item, execution)
        }
      telemetry.returned(execution, counts: isWanted(execution), at: runtime.now)
      return emissions
    } catch {
      telemetry.threw(execution, counts: isWanted(execution), at: runtime.now)
      throw error
    }
  }

  /// Whether what comes of an execution still counts.
  private func isWanted(_ execution: StepExecution) -> Bool {
    withGuarded { guarded in
      if case .running = guarded.state.phase { guarded.state.isCurrent(execution) } else { false }
    }
  }

  private func runMonitored(_ item: WorkItem, _ execution: StepExecution) async throws -> Emissions {
    if let monitor = runtime.monitor { return try await run(item, execution, under: monitor) }
    return try await table.steps[Int(execution.step)].body(host, item.event, self, execution)
  }
}
