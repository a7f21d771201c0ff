extension RunState {
  /// Opens a batch for the elements of an array that a step returned, and sends them on.
  mutating func fanOut(
    _ events: [any Event], by execution: StepExecution, to collectors: [Int], _ outside: Origin,
    at now: MonotonicInstant, _ commands: inout Commands
  ) {
    lastBatch &+= 1
    let collections = collectors.map { Batch.Collection(step: Int32(truncatingIfNeeded: $0)) }
    let place = batches.insert(Batch(serial: lastBatch, outside: outside, collections: collections))
    let id = BatchID(place: Int32(truncatingIfNeeded: place), serial: lastBatch)
    update(outside.batch) { batch in
      batch.open += Int32(truncatingIfNeeded: collections.count)
      batch.children += 1
    }
    let inside = Origin(lineage: outside.lineage, batch: id, recoveries: outside.recoveries)
    for event in events { emit(event, execution, inside, at: now, &commands) }
    // It was kept open meanwhile, so that the first element alone could not close it.
    leave(id, at: now, &commands)
  }

  /// Changes a batch, if it is still there; returns whether it is.
  @inline(__always) @discardableResult
  mutating func update(_ id: BatchID, _ change: (inout Batch) -> Void) -> Bool {
    if id.isNone { return false }
    var isThere = false
    batches.update(Int(id.place)) { batch in
      guard batch.serial == id.serial else { return }
      isThere = true
      change(&batch)
    }
    return isThere
  }

  /// Brings an event to a step that collects the batch that the event belongs to.
  mutating func collectMember(
    _ event: any Event, _ port: Int, _ origin: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    let step = table.ports[port].step
    guard case .batch(let collect, let entry) = table.steps[step].trigger else { return }
    var arrival = Batch.Arrival.isStray
    var outside = Origin()
    update(origin.batch) { batch in
      arrival = batch.arrive(event, at: Int32(truncatingIfNeeded: step), enough: collect.count)
      outside = batch.outside
    }
    switch arrival {
    case .waits, .tooLate: break
    case .isStray: stray(event, step, &commands)
    case .completes(let events, let isLast):
      release(events, to: entry, outside, at: now, &commands)
      if isLast, cancelsLosers(of: origin.batch) { cancel(origin.batch, at: now, &commands) }
    }
  }

  private func cancelsLosers(of id: BatchID) -> Bool {
    batches[Int(id.place)]?.collections.contains { table.steps[Int($0.step)].cancelsLosers } ?? false
  }

  /// Starts the step that a collection is for.
  ///
  /// The work takes the place of the collection among what is open around the batch.
  private mutating func release(
    _ events: [any Event], to port: Int, _ outside: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    lastWorkItem += 1
    let item = WorkItem(event: CollectionReleaseEvent(events), port: port, id: lastWorkItem, origin: outside)
    startOrQueue(item, at: now, &commands)
  }

  /// Takes note that a piece of work of a batch has ended; the last one closes the batch.
  mutating func leave(_ id: BatchID, at now: MonotonicInstant, _ commands: inout Commands) {
    if id.isNone { return }
    var rest: [Batch.Collection]?
    var outside = Origin()
    update(id) { batch in
      batch.open -= 1
      if batch.open > 0 { return }
      rest = batch.close()
      outside = batch.outside
    }
    guard let rest else { return }
    removeIfOver(id)
    for collection in rest {
      guard case .batch(_, let port) = table.steps[Int(collection.step)].trigger else { continue }
      release(collection.events, to: port, outside, at: now, &commands)
    }
  }

  /// Forgets a batch that is closed and has no batches within it; these need to know what they are in.
  private mutating func removeIfOver(_ id: BatchID) {
    var next = id
    while let batch = batches[Int(next.place)], batch.serial == next.serial, batch.isClosed, batch.children == 0 {
      _ = batches.remove(at: Int(next.place))
      next = batch.outside.batch
      if next.isNone { return }
      update(next) { $0.children -= 1 }
    }
  }

  /// Whether a batch is another one, or within it.
  private func isBatch(_ id: BatchID, within other: BatchID) -> Bool {
    var id = id
    while !id.isNone {
      if id == other { return true }
      guard let batch = batches[Int(id.place)], batch.serial == id.serial else { return false }
      id = batch.outside.batch
    }
    return false
  }

  /// Withdraws everything that is left of a batch; its collections that are not released never will be.
  mutating func cancel(_ id: BatchID, at now: MonotonicInstant, _ commands: inout Commands) {
    guard let batch = batches[Int(id.place)], batch.serial == id.serial else { return }
    let inside = Set(batches.elements.map { BatchID($0) }.filter { isBatch($0, within: id) })
    withdraw(at: now, &commands) { inside.contains($0.batch) }
    for id in inside { _ = batches.remove(at: Int(id.place)) }
    let outside = batch.outside.batch
    if outside.isNone { return }
    update(outside) { $0.children -= 1 }
    for collection in batch.collections where !collection.isReleased { leave(outside, at: now, &commands) }
    removeIfOver(outside)
  }
}

extension BatchID {
  fileprivate init(_ place: (index: Int, element: Batch)) {
    self.init(place: Int32(truncatingIfNeeded: place.index), serial: place.element.serial)
  }
}
