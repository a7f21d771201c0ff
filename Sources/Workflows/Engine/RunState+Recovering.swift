extension RunState {
  /// Gives a failure to the handler of the step that failed, if it has one that may take it; returns whether it has.
  mutating func recover(
    _ failed: Running, _ execution: StepExecution, _ report: FailureReport, at now: MonotonicInstant,
    _ commands: inout Commands
  ) -> Bool {
    guard let handler = table.steps[Int(failed.step)].handler else { return false }
    guard recoveries.count(failed.item.recoveries, by: handler.step) < handler.maxRecoveries else { return false }
    let name = table.steps[Int(failed.step)].name
    commands.note(.recovered(execution, error: report.error, handler: table.steps[handler.step].name))
    if table.steps[Int(failed.step)].retry != nil { commands.settle(execution) }
    if report.isTimeout {
      abandoned.insert(execution.serial)
      commands.cancel(execution)
    }
    let event = StepFailedEvent(
      stepName: name, inputEvent: failed.item.trigger, exception: report.error, attempts: Int(failed.item.attempt),
      elapsed: failed.firstStart.duration(to: now), failedAt: begun.duration(to: now))
    var origin = failed.item.origin
    origin.recoveries = recoveries.adding(handler.step, to: failed.item.recoveries)
    enter(handler.port, event, origin, at: now, &commands)
    leave(origin.batch, at: now, &commands)
    startQueued(Int(failed.step), at: now, &commands)
    settle(at: now, &commands)
    return true
  }
}

extension WorkItem {
  /// The event that started it; of a set the one that completed it.
  var trigger: any Event { (event as? EventSet)?.last ?? event }
}
