import DequeModule

extension RunState {
  /// Takes back pieces of work, as if they had never begun: what waits is removed, and what runs is cancelled.
  ///
  /// Nothing that it does from here on counts, and its workers are free at once. What it has written stays written.
  ///
  /// - Parameter spared: The serial number of an execution that is not withdrawn, because it is who asks.
  /// - Returns: The batches that the work belonged to, once for each piece.
  @discardableResult
  mutating func withdraw(
    sparing spared: UInt64 = 0, at now: MonotonicInstant, _ commands: inout Commands,
    where isWithdrawn: (WorkItem) -> Bool
  ) -> [BatchID] {
    var left: [BatchID] = []
    for (slot, running) in slots.elements where running.serial != spared && isWithdrawn(running.item) {
      left.append(running.item.batch)
      let execution = execution(in: slot, running)
      _ = release(execution, &commands)
      abandoned.insert(execution.serial)
      commands.settle(execution)
      commands.fence(execution)
      if isObserved, !running.isParked { commands.write(.internalEvent(ended(running, as: .cancelled))) }
      commands.cancel(execution)
    }
    for item in delayed.values where isWithdrawn(item) {
      left.append(item.batch)
      delayed[item.id] = nil
      commands.forget(.retry(workItem: item.id))
      if hasWaits { waits?.dismiss(item.id) }
    }
    for step in steps.indices where !steps[step].queue.isEmpty {
      let withdrawn = steps[step].queue.filter(isWithdrawn)
      if withdrawn.isEmpty { continue }
      left += withdrawn.map(\.batch)
      steps[step].queue.removeAll(where: isWithdrawn)
      if hasWaits { for item in withdrawn { waits?.dismiss(item.id) } }
    }
    for step in steps.indices { startQueued(step, at: now, &commands) }
    return left.filter { !$0.isNone }
  }
}
