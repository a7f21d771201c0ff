extension Model {
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
    if let given = item.given, case .collect(_, let then) = program.steps[item.step].action {
      return perform(then.decided(for: given.sum), by: id, given.sum)
    }
    perform(program.steps[item.step].action.decided(for: item.value), by: id, item.value)
  }

  private mutating func perform(_ action: Action, by id: Int, _ value: Int) {
    switch action {
    case .stop: end(.stopped(result: value), by: id)
    case .emit(let event, let adding): emit([(event, value + adding)], by: id)
    case .fanOut(let events, let count):
      emit((0..<count).map { (events[$0 % events.count], value * 10 + $0) }, by: id, isList: true)
    case .send: todos.append(.send(id, index: 0))
    case .collect(let count, let then): collect(count, then, by: id)
    case .drop: finish(id)
    case .ask(let number):
      let step = executions[id].item.step
      let question = Observation.Question(number: number, value: value)
      write(Observation.Written(step: step, by: executions[id].started, question: question), by: id)
      finish(id)
    case .fail: fail(id)
    case .branch, .loop: perform(action.decided(for: value), by: id, value)
    }
  }

  /// Returns one event or a list, which opens a batch if somebody takes that.
  private mutating func emit(_ events: [(EventType, Int)], by id: Int, isList: Bool = false) {
    releaseWorker(of: id)
    let item = executions[id].item
    let gatherers = isList ? levels.gatherers[item.step] : []
    var origin = item.origin
    if !gatherers.isEmpty { origin.batch = open(by: id, for: gatherers) }
    let causes = executions[id].causesOnceDone(id)
    for (index, (event, value)) in events.enumerated() {
      route(event, value, Arrival(source: .execution(id, index: index), time: time, causes: causes), origin)
    }
    if !gatherers.isEmpty { leave(origin.batch) }
    leave(item.origin.batch)
    startQueued(item.step)
  }

  /// Sends one event, and the others after whatever else is to be done now.
  mutating func send(_ id: Int, _ index: Int) {
    let item = executions[id].item
    guard case .send(let event, let count) = sending(item), index < count else { return finish(id) }
    let value = (item.given?.sum ?? item.value) * 10 + index
    let causes = executions[id].causesInAction(id)
    route(event, value, Arrival(source: .execution(id, index: index), time: time, causes: causes), item.origin)
    // What it has sent may have led to the end of its batch, and so of itself.
    if executions[id].isAtWork { todos.append(.send(id, index: index + 1)) }
  }

  /// The action that an item has come to, through branches and collections.
  private func sending(_ item: Item) -> Action {
    let action = program.steps[item.step].action
    if let given = item.given, case .collect(_, let then) = action { return then.decided(for: given.sum) }
    return action.decided(for: item.value)
  }

  private mutating func collect(_ count: Int, _ then: Action, by id: Int) {
    let step = executions[id].item.step
    buffers[step].append(id)
    guard buffers[step].count >= count else { return finish(id) }
    let from = Array(buffers[step].prefix(count))
    buffers[step].removeFirst(count)
    let given = Collected(sum: from.reduce(0) { $0 + executions[$1].item.value }, from: from)
    executions[id].item.given = given
    for other in from where other != id {
      executions[id].brought.formUnion(executions[other].causesOnceDone(other))
    }
    perform(then.decided(for: given.sum), by: id, given.sum)
  }

  /// Ends an execution of which nothing follows any more.
  mutating func finish(_ id: Int) {
    releaseWorker(of: id)
    leave(executions[id].item.origin.batch)
    startQueued(executions[id].item.step)
  }

  mutating func releaseWorker(of id: Int) {
    executions[id].isAtWork = false
    busy[executions[id].item.step] -= 1
  }

  /// Ends the run by what an execution returned or threw.
  mutating func end(_ ending: Ending, by id: Int) {
    endings.append(
      PossibleEnding(ending: ending, time: time, causes: executions[id].causesInAction(id), execution: id))
    if goesOn { finish(id) }
  }
}
