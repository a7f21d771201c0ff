/// What an observed run says about itself.
extension RunState {
  func prepared(_ item: WorkItem) -> StepStateChanged {
    let port = table.ports[Int(item.port)]
    var change = StepStateChanged(
      name: table.steps[port.step].name, stepState: .preparing, workerID: "<enqueued>", inputEventName: port.eventName)
    change.note = ExecutionNote(workItem: item.id, attempt: Int(item.attempt))
    return change
  }

  func began(_ item: WorkItem, step: Int, place: Int) -> StepStateChanged {
    var change = StepStateChanged(
      name: table.steps[step].name, stepState: .running, workerID: "\(place)",
      inputEventName: table.ports[Int(item.port)].eventName)
    change.note = ExecutionNote(workItem: item.id, attempt: Int(item.attempt))
    change.note?.inputs = ExecutionNote.count(
      (item.event as? CollectionReleaseEvent)?.events ?? (item.event as? EventSet)?.events ?? [item.event])
    return change
  }

  /// - Parameters:
  ///   - emissions: What the execution returned.
  ///   - ending: How it left its worker.
  mutating func ended(
    _ running: Running, _ emissions: Emissions = .none, as ending: ExecutionNote.Ending
  ) -> StepStateChanged {
    steps[Int(running.step)].places.giveBack(Int(running.place))
    let outputs: [any Event] =
      switch emissions {
      case .one(let event): [event]
      case .list(let events): events
      case .none: []
      }
    var change = StepStateChanged(
      name: table.steps[Int(running.step)].name, stepState: .notRunning, workerID: "\(running.place)",
      inputEventName: table.ports[Int(running.item.port)].eventName,
      outputEventName: outputs.last.map { type(of: $0).eventName })
    change.note = ExecutionNote(workItem: running.item.id, attempt: Int(running.item.attempt))
    change.note?.outputs = ExecutionNote.count(outputs)
    change.note?.ending = ending
    return change
  }

  /// The names of the steps that run, in declaration order.
  package var runningSteps: [String] {
    // What a run has left behind is no longer its own.
    if case .ended = phase { return [] }
    return zip(table.steps, steps).filter { $0.1.running > 0 }.map(\.0.name)
  }
}
