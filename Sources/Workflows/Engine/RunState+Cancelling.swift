/// A part of a run that is to be cancelled while the rest goes on.
package enum Region: Sendable {
  /// Everything that some steps do.
  case steps(Set<Int>)
  /// The batches that a step has opened; they are cut short if their collections are to be released with what is there.
  case batches(of: Int, cutShort: Bool)
  /// The branches of a name.
  case branches(String)
  /// The innermost batch that an execution belongs to.
  case batch(around: StepExecution, cutShort: Bool)
}

extension RunState {
  /// Cancels a part of the run; who asks for it is spared.
  mutating func cancel(
    _ region: Region, by asking: StepExecution?, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    guard case .running = phase else { return }
    if let asking, isAbandoned(asking) { return }
    let spared = asking?.serial ?? 0
    switch region {
    case .steps(let steps):
      let ports = table.ports
      let left = withdraw(sparing: spared, at: now, &commands) { steps.contains(ports[Int($0.port)].step) }
      // As if they had returned nothing.
      for batch in left { leave(batch, at: now, &commands) }
    case .batches(let step, let isCutShort):
      for id in batches.opened(by: Int32(truncatingIfNeeded: step)) {
        end(id, isCutShort, sparing: spared, at: now, &commands)
      }
    case .branches(let name):
      for id in batches.branches(named: name) { cancel(id, sparing: spared, at: now, &commands) }
    case .batch(let execution, let isCutShort):
      let batch = batches.innermost(running(execution)?.item.batch ?? .none)
      if batch.isNone { return }
      end(batch, isCutShort, sparing: spared, at: now, &commands)
    }
    settle(at: now, &commands)
  }

  private mutating func end(
    _ id: BatchID, _ isCutShort: Bool, sparing spared: UInt64, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    if isCutShort {
      var rest: [Batch.Collection] = []
      var outside = Origin()
      batches.update(id) { batch in
        rest = batch.releaseAll()
        outside = batch.outside
      }
      for collection in rest { release(collection, outside, at: now, &commands) }
    }
    cancel(id, sparing: spared, at: now, &commands)
  }
}
