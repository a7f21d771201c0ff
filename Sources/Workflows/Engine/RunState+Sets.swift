extension RunState {
  /// Brings an event to a step that takes several, which runs once it has one for each of its parameters.
  ///
  /// The events of a batch are for each other alone. What waits is no open work: a batch whose other work has ended
  /// closes, and drops it.
  mutating func completeSet(
    _ event: any Event, _ port: Int, _ origin: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    let step = table.ports[port].step
    guard case .set(let types) = table.steps[step].trigger else { return }
    var set: [any Event]?
    let batch = batches.innermost(origin.batch)
    if batch.isNone {
      set = Self.add(event, types, of: step, to: &sets)
    } else {
      batches.update(batch) { set = Self.add(event, types, of: step, to: &$0.sets) }
    }
    if let set { enter(port, EventSet(set, last: event), origin, at: now, &commands) }
  }

  private static func add(
    _ event: any Event, _ types: [any Event.Type], of step: Int, to sets: inout [CollectBuffer]
  ) -> [any Event]? {
    let step = Int32(truncatingIfNeeded: step)
    let index = sets.firstIndex { $0.step == step } ?? sets.count
    if index == sets.count { sets.append(CollectBuffer(step: step, bufferID: "")) }
    return sets[index].collect(event, .each(types), isAdded: false)
  }
}
