extension RunState {
  /// Takes back pieces of work, as if they had never begun: what waits is removed, and what runs is cancelled.
  ///
  /// Nothing that it does from here on counts, and its workers are free at once. What it has written stays written.
  mutating func withdraw(
    at now: MonotonicInstant, _ commands: inout Commands, where isWithdrawn: (WorkItem) -> Bool
  ) {
    for (slot, running) in slots.elements where isWithdrawn(running.item) {
      let execution = execution(in: slot, running)
      _ = release(execution, &commands)
      abandoned.insert(execution.serial)
      commands.settle(execution)
      commands.fence(execution)
      if isObserved, !running.isParked { commands.write(.internalEvent(ended(running, nil))) }
      commands.cancel(execution)
    }
    for item in delayed.values where isWithdrawn(item) {
      delayed[item.id] = nil
      waits?.dismiss(item.id)
      commands.forget(.retry(workItem: item.id))
    }
    for step in steps.indices where !steps[step].queue.isEmpty {
      steps[step].queue.removeAll { item in
        guard isWithdrawn(item) else { return false }
        waits?.dismiss(item.id)
        return true
      }
    }
    for step in steps.indices { startQueued(step, at: now, &commands) }
  }
}
