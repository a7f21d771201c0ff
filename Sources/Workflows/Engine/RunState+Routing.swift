import DequeModule

extension RunState {
  /// Brings an event to every step that takes it, in declaration order.
  mutating func route(
    _ event: any Event, _ lineage: Lineage, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    let route = table.route(of: event)
    guard let route, !route.ports.isEmpty else {
      // An event for somebody outside needs nobody inside.
      if type(of: event).eventRole != .inputRequired { unhandled(event, &commands) }
      return
    }
    for port in route.ports { enter(port, event, lineage, at: now, &commands) }
  }

  private mutating func unhandled(_ event: any Event, _ commands: inout Commands) {
    lastUnhandled = type(of: event).eventName
    commands.notes.append(.unhandled(event))
    guard isObserved else { return }
    commands.writes.append(
      .internalEvent(
        UnhandledEvent(
          eventType: type(of: event).eventName, qualifiedName: String(reflecting: type(of: event)),
          idle: isQuiet)))
  }

  /// Brings an event to one step.
  mutating func enter(
    _ port: Int, _ event: any Event, _ lineage: Lineage, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    lastWorkItem += 1
    let item = WorkItem(event: event, port: port, id: lastWorkItem, lineage: lineage)
    let step = table.ports[port].step
    if steps[step].running < table.steps[step].numWorkers {
      start(item, at: now, &commands)
    } else {
      steps[step].queue.append(item)
      if isObserved { commands.writes.append(.internalEvent(prepared(item))) }
    }
  }

  /// Starts what waits for a worker of a step, as far as there are workers.
  mutating func startQueued(_ step: Int, at now: MonotonicInstant, _ commands: inout Commands) {
    while steps[step].running < table.steps[step].numWorkers, let item = steps[step].queue.popFirst() {
      start(item, at: now, &commands)
    }
  }

  /// Starts an attempt at a piece of work.
  mutating func start(_ item: WorkItem, at now: MonotonicInstant, _ commands: inout Commands) {
    var item = item
    if item.firstStart == nil { item.firstStart = now }
    let step = table.ports[Int(item.port)].step
    lastSerial += 1
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = free
    } else {
      slot = slots.count
      slots.append(Slot())
    }
    steps[step].running += 1
    let running = Slot.Running(
      item: item, serial: lastSerial, worker: lastSerial, step: step,
      place: isObserved ? freePlace(among: step) : 0)
    slots[slot].occupant = .running(running)
    if isObserved { commands.writes.append(.internalEvent(began(running))) }
    if let timeout = table.steps[step].timeout {
      commands.deadlines.append(
        .set(.step(slot: slot, serial: lastSerial), now.advanced(by: timeout.duration)))
    }
    let execution = StepExecution(
      step: step, workItem: item.id, attempt: Int(item.attempt), slot: slot, serial: lastSerial)
    commands.starts.append(Dispatch(item: item, execution: execution, worker: lastSerial))
  }

  /// Frees the slot of an execution; `nil`, and stale, if the run no longer waits for it.
  mutating func release(_ execution: StepExecution, _ commands: inout Commands) -> Slot.Running? {
    guard let running = running(execution) else {
      commands.isStale = true
      return nil
    }
    slots[execution.slot].occupant = .free
    freeSlots.append(execution.slot)
    steps[running.step].running -= 1
    if table.steps[running.step].timeout != nil {
      commands.deadlines.append(.cancel(.step(slot: execution.slot, serial: execution.serial)))
    }
    if !released.isEmpty { released[execution.workItem] = nil }
    return running
  }

  /// Whether a worker is at work in a slot.
  package func isRunning(_ worker: UInt64, in slot: Int) -> Bool {
    slots.indices.contains(slot) && slots[slot].running?.worker == worker
  }

  /// The execution in its slot, if it is still there.
  func running(_ execution: StepExecution) -> Slot.Running? {
    guard slots.indices.contains(execution.slot), let running = slots[execution.slot].running,
      running.serial == execution.serial
    else { return nil }
    return running
  }

  /// Adds an event to what a step collects, and takes the collection if it is complete.
  package mutating func collect(
    _ event: any Event, _ request: CollectRequest, from execution: StepExecution
  ) -> [any Event]? {
    guard case .running = phase, running(execution) != nil else { return nil }
    if let again = released[execution.workItem]?[request.bufferID] { return again }
    let key = CollectBuffer.Key(step: execution.step, bufferID: request.bufferID)
    let events = buffers[key, default: CollectBuffer()].collect(
      event, request.wanted, workItem: execution.workItem, isRetry: execution.attempt > 1)
    if let events, table.steps[execution.step].retry != nil {
      released[execution.workItem, default: [:]][request.bufferID] = events
    }
    return events
  }
}
