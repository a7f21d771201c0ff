extension RunState {
  /// Sends an event on in a branch of its own, within the batch or branch that the sender is in.
  mutating func branch(
    _ event: any Event, _ name: String, by execution: StepExecution, at now: MonotonicInstant,
    _ commands: inout Commands
  ) {
    guard case .running = phase, !isAbandoned(execution) else { return }
    let outside = running(execution)?.item.origin ?? Origin()
    if isDropped(outside) { return }
    let id = batches.open(name, by: execution.step, outside: outside)
    let inside = Origin(lineage: outside.lineage, batch: id, recoveries: outside.recoveries)
    publish(event, execution, inside, &commands)
    route(event, inside, at: now, &commands)
    // It was kept open meanwhile, so that it is there when nobody takes the event.
    leave(id, at: now, &commands)
    settle(at: now, &commands)
  }
}
