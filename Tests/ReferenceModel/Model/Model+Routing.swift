extension Model {
  /// Brings an event to every step that takes it, in declaration order.
  mutating func route(_ event: EventType, _ value: Int, _ arrival: Arrival, _ origin: Origin = Origin()) {
    let member = Member(event: event, value: value, arrival: arrival, origin: origin)
    for step in program.steps(taking: event) {
      switch program.steps[step].takes {
      case .event: enter(Item(step: step, event: event, value: value, arrival: arrival, origin: origin))
      case .batch(_, let share): gather(member, at: step, share)
      case .set(let types): wait(member, at: step, types)
      case .failure: break
      }
    }
  }

  /// Makes a piece of work of something that came to a step, unless its batch was cancelled.
  mutating func enter(_ item: Item) {
    if let batch = item.origin.batch {
      if batches[batch].isOver {
        withdrawn += 1
        return
      }
      batches[batch].open += 1
    }
    queues[item.step].append(item)
    startQueued(item.step)
  }

  /// Gives free workers what waits for them, first come, first served.
  mutating func startQueued(_ step: Int) {
    while busy[step] < program.steps[step].workers, !queues[step].isEmpty {
      let item = queues[step].removeFirst()
      busy[step] += 1
      executions.append(Execution(item: item, causes: item.arrival.causes))
      todos.append(.begin(executions.count - 1))
    }
  }
}
