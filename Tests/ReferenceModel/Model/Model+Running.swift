extension Model {
  /// Brings an event to every step that takes it, in declaration order.
  mutating func route(_ event: EventType, _ value: Int, _ arrival: Arrival) {
    for step in program.steps(taking: event) {
      queues[step].append(Item(step: step, event: event, value: value, arrival: arrival))
      startQueued(step)
    }
  }

  /// Gives free workers what waits for them, first come, first served.
  mutating func startQueued(_ step: Int) {
    while busy[step] < program.steps[step].workers, !queues[step].isEmpty {
      let item = queues[step].removeFirst()
      busy[step] += 1
      executions.append(
        Execution(
          item: item, causes: item.arrival.causes,
          isDelayedRetry: item.attempt > 1 && item.arrival.emitter == nil && item.arrival.index < 0))
      todos.append(.begin(executions.count - 1))
    }
  }

  /// Begins a body: it writes its events, and then sleeps.
  mutating func begin(_ id: Int) {
    let step = executions[id].item.step
    executions[id].begin = time
    executions[id].causes.formUnion(causesAtTheStep(of: id))
    begun.append(id)
    for index in 0..<program.steps[step].writes {
      write(Observation.Written(step: step, by: executions[id].started, index: index), by: id)
    }
    if program.steps[step].sleep > 0 {
      alarms.append((time + program.steps[step].sleep, .act(id)))
    } else {
      todos.append(.act(id))
    }
  }

  mutating func write(_ written: Observation.Written, by id: Int) {
    stream.append((written, id, time))
    todos.append(.person)
  }

  /// Ends a body by a failure or by its action.
  mutating func act(_ id: Int) {
    executions[id].act = time
    let item = executions[id].item
    if item.attempt <= program.steps[item.step].failures { return fail(id) }
    acted.append(id)
    if let batch = item.given, case .collect(_, let then) = program.steps[item.step].action {
      return perform(then.decided(for: batch.sum), by: id, batch.sum)
    }
    perform(program.steps[item.step].action.decided(for: item.value), by: id, item.value)
  }

  private mutating func perform(_ action: Action, by id: Int, _ value: Int) {
    let step = executions[id].item.step
    switch action {
    case .stop: end(.stopped(result: value), by: id)
    case .emit(let event, let adding): emit([value + adding], as: event, by: id)
    case .fanOut(let event, let count): emit((0..<count).map { value * 10 + $0 }, as: event, by: id)
    case .send: todos.append(.send(id, index: 0))
    case .collect(let count, let then): collect(count, then, by: id)
    case .drop: free(step)
    case .ask(let number):
      let question = Observation.Question(number: number, value: value)
      write(Observation.Written(step: step, by: executions[id].started, question: question), by: id)
      free(step)
    case .fail: fail(id)
    case .branch, .loop: perform(action.decided(for: value), by: id, value)
    }
  }

  /// Returns one event or a list.
  private mutating func emit(_ values: [Int], as event: EventType, by id: Int) {
    busy[executions[id].item.step] -= 1
    for (index, value) in values.enumerated() {
      let causes = executions[id].causesOnceDone(id)
      route(event, value, Arrival(emitter: id, index: index, time: time, causes: causes))
    }
    startQueued(executions[id].item.step)
  }

  /// Sends one event, and the others after whatever else is to be done now.
  mutating func send(_ id: Int, _ index: Int) {
    let item = executions[id].item
    guard case .send(let event, let count) = sending(item), index < count else { return free(item.step) }
    let value = (item.given?.sum ?? item.value) * 10 + index
    let causes = executions[id].causesInAction(id)
    route(event, value, Arrival(emitter: id, index: index, time: time, causes: causes))
    todos.append(.send(id, index: index + 1))
  }

  /// The action that an item has come to, through branches and collections.
  private func sending(_ item: Item) -> Action {
    let action = program.steps[item.step].action
    if let batch = item.given, case .collect(_, let then) = action { return then.decided(for: batch.sum) }
    return action.decided(for: item.value)
  }

  private mutating func collect(_ count: Int, _ then: Action, by id: Int) {
    let step = executions[id].item.step
    buffers[step].append(id)
    guard buffers[step].count >= count else { return free(step) }
    let from = Array(buffers[step].prefix(count))
    buffers[step].removeFirst(count)
    let batch = Batch(sum: from.reduce(0) { $0 + executions[$1].item.value }, from: from)
    executions[id].item.given = batch
    for other in from where other != id {
      executions[id].brought.formUnion(executions[other].causesOnceDone(other))
    }
    perform(then.decided(for: batch.sum), by: id, batch.sum)
  }

  /// Frees a worker of a step.
  mutating func free(_ step: Int) {
    busy[step] -= 1
    startQueued(step)
  }

  /// Ends the run by what an execution returned or threw.
  mutating func end(_ ending: Ending, by id: Int) {
    endings.append(
      PossibleEnding(ending: ending, time: time, causes: executions[id].causesInAction(id), execution: id))
    if goesOn { free(executions[id].item.step) }
  }
}
