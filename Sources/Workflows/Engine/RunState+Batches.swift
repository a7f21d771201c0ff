extension RunState {
  /// Opens a batch for the elements of an array that a step returned, and sends them on.
  mutating func fanOut(
    _ events: [any Event], by execution: StepExecution, to collectors: [Int], _ outside: Origin,
    at now: MonotonicInstant, _ commands: inout Commands
  ) {
    let id = batches.open(by: execution.step, for: collectors, outside: outside)
    let inside = Origin(lineage: outside.lineage, batch: id, recoveries: outside.recoveries)
    for event in events { emit(event, execution, inside, at: now, &commands) }
    // It was kept open meanwhile, so that the first element alone could not close it.
    leave(id, at: now, &commands)
  }

  /// Brings an event to a step that collects the batch that the event belongs to.
  mutating func collectMember(
    _ event: any Event, _ port: Int, _ origin: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    let step = table.ports[port].step
    guard case .batch(let collect, _) = table.steps[step].trigger else { return }
    var arrival = Batch.Arrival.isStray
    var outside = Origin()
    let id = batches.innermost(origin.batch)
    batches.update(id) { batch in
      arrival = batch.arrive(event, at: Int32(truncatingIfNeeded: step), enough: collect.count)
      outside = batch.outside
    }
    switch arrival {
    case .waits, .tooLate: break
    case .isStray: stray(event, step, &commands)
    case .completes(let collection, let isLast):
      release(collection, outside, at: now, &commands)
      if isLast, cancelsLosers(of: id) { cancel(id, at: now, &commands) }
    }
  }

  private func cancelsLosers(of id: BatchID) -> Bool {
    batches[id]?.collections.contains { table.steps[Int($0.step)].cancelsLosers } ?? false
  }

  /// Starts the step that a collection is for.
  ///
  /// The work takes the place of the collection among what is open around the batch.
  mutating func release(
    _ collection: Batch.Collection, _ outside: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    guard case .batch(_, let port) = table.steps[Int(collection.step)].trigger else { return }
    lastWorkItem += 1
    let item = WorkItem(
      event: CollectionReleaseEvent(collection.events), port: port, id: lastWorkItem, origin: outside)
    startOrQueue(item, at: now, &commands)
  }

  /// Takes note that a piece of work of a batch, if of any, has ended; the last one closes the batch.
  @inline(__always)
  mutating func leave(_ id: BatchID, at now: MonotonicInstant, _ commands: inout Commands) {
    if !id.isNone { closeIfLast(id, at: now, &commands) }
  }

  private mutating func closeIfLast(_ id: BatchID, at now: MonotonicInstant, _ commands: inout Commands) {
    var next = id
    while !next.isNone {
      var closed: Batch?
      batches.update(next) { batch in
        batch.open -= 1
        if batch.open > 0 { return }
        closed = batch
        batch.close()
      }
      guard let closed else { return }
      batches.removeIfOver(next)
      for collection in closed.collections where !collection.isReleased {
        release(collection, closed.outside, at: now, &commands)
      }
      // Who collects takes the place of a batch in what is around it; a branch just ends there.
      next = closed.branch == nil ? .none : closed.outside.batch
    }
  }

  /// Withdraws everything that is left of a batch; its collections that are not released never will be.
  mutating func cancel(_ id: BatchID, sparing spared: UInt64 = 0, at now: MonotonicInstant, _ commands: inout Commands)
  {
    guard let batch = batches[id] else { return }
    // Most have none within them, and need not look through all that are open.
    let all = batch.children == 0 ? [id] : batches.all(within: id)
    if all.count == 1 {
      withdraw(sparing: spared, at: now, &commands) { $0.batch == id }
    } else {
      withdraw(sparing: spared, at: now, &commands) { all.contains($0.batch) }
    }
    batches.removeAll(all, of: id)
    let outside = batch.outside.batch
    let held = batch.branch == nil ? batch.collections.count { !$0.isReleased } : batch.isClosed ? 0 : 1
    for _ in 0..<held { leave(outside, at: now, &commands) }
    batches.removeIfOver(outside)
  }
}
