/// What an observed run says about itself.
extension RunState {
  func prepared(_ item: WorkItem) -> StepStateChanged {
    let port = table.ports[Int(item.port)]
    return StepStateChanged(
      name: table.steps[port.step].name, stepState: .preparing, workerID: "<enqueued>", inputEventName: port.eventName)
  }

  func began(_ item: WorkItem, step: Int, place: Int) -> StepStateChanged {
    StepStateChanged(
      name: table.steps[step].name, stepState: .running, workerID: "\(place)",
      inputEventName: table.ports[Int(item.port)].eventName)
  }

  /// - Parameter emissions: What the execution returned; `nil` if it failed.
  mutating func ended(_ running: Running, _ emissions: Emissions?) -> StepStateChanged {
    steps[Int(running.step)].places.giveBack(Int(running.place))
    let output: (any Event)? =
      switch emissions {
      case .one(let event): event
      case .list(let events): events.last
      case .some(.none), nil: nil
      }
    return StepStateChanged(
      name: table.steps[Int(running.step)].name, stepState: .notRunning, workerID: "\(running.place)",
      inputEventName: table.ports[Int(running.item.port)].eventName,
      outputEventName: output.map { type(of: $0).eventName })
  }

  /// The names of the steps that run, in declaration order.
  package var runningSteps: [String] {
    // What a run has left behind is no longer its own.
    if case .ended = phase { return [] }
    return zip(table.steps, steps).filter { $0.1.running > 0 }.map(\.0.name)
  }
}
