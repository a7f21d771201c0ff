import DequeModule

extension RunState {
  /// Brings an event to who waits for it, and to every step that takes it, in declaration order.
  @inline(__always)
  mutating func route(
    _ event: any Event, _ origin: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    if isDropped(origin) { return }
    if hasWaits { return routeToWaiting(event, origin, nil, at: now, &commands) }
    guard let route = table.routeIndex(of: event), !table.routes[route].ports.isEmpty else {
      return unhandled(event, &commands)
    }
    for index in table.routes[route].ports.indices {
      bring(event, to: table.routes[route].ports[index], origin, at: now, &commands)
    }
  }

  /// - Parameter judgement: What those said whose requirements were asked.
  mutating func routeToWaiting(
    _ event: any Event, _ origin: Origin, _ judgement: Judgement?, at now: MonotonicInstant,
    _ commands: inout Commands
  ) {
    switch claim(event, origin, judgement, at: now, &commands) {
    case .judged: return
    case .taken(let step): deliver(event, origin, except: step, at: now, &commands)
    case .ambiguous:
      commands.note(.ambiguous(event))
      deliver(event, origin, at: now, &commands)
    case .none:
      if table.keepsEarly(event) {
        waits?.keep(event)
      } else if table.route(of: event)?.ports.isEmpty ?? true {
        return unhandled(event, &commands)
      }
      deliver(event, origin, at: now, &commands)
    }
  }

  /// Brings an event to every step that takes it, in declaration order; there need not be any.
  ///
  /// - Parameter woken: A step that does not get it, because the event has woken it.
  mutating func deliver(
    _ event: any Event, _ origin: Origin, except woken: Int? = nil, at now: MonotonicInstant,
    _ commands: inout Commands
  ) {
    for port in table.route(of: event)?.ports ?? [] where table.ports[port].step != woken {
      bring(event, to: port, origin, at: now, &commands)
    }
  }

  /// An event has reached a step that collects batches, outside of any that it collects.
  mutating func stray(_ event: any Event, _ step: Int, _ commands: inout Commands) {
    lastUnhandled = .stray(type(of: event).eventName, step: table.steps[step].name)
    commands.note(.stray(event, step: table.steps[step].name))
  }

  private mutating func unhandled(_ event: any Event, _ commands: inout Commands) {
    // An event for somebody outside needs nobody inside.
    if type(of: event).eventRole == .inputRequired { return }
    lastUnhandled = .noTaker(type(of: event).eventName)
    commands.note(.unhandled(event))
    guard isObserved else { return }
    commands.write(
      .internalEvent(
        UnhandledEvent(
          eventType: type(of: event).eventName, qualifiedName: String(reflecting: type(of: event)),
          idle: isQuiet)))
  }

  /// Brings an event to one step.
  @inline(__always)
  mutating func bring(
    _ event: any Event, to port: Int, _ origin: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    switch table.ports[port].kind {
    case .work: enter(port, event, origin, at: now, &commands)
    case .member: collectMember(event, port, origin, at: now, &commands)
    case .slot: completeSet(event, port, origin, at: now, &commands)
    }
  }

  /// Makes a piece of work of an event.
  @inline(__always)
  mutating func enter(
    _ port: Int, _ event: any Event, _ origin: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    // What is sent to a step by name comes here however the batch has fared.
    if !origin.batch.isNone, !batches.update(origin.batch, { $0.open += 1 }) { return }
    lastWorkItem += 1
    startOrQueue(WorkItem(event: event, port: port, id: lastWorkItem, origin: origin), at: now, &commands)
  }

  /// Starts a piece of work, or puts it behind what waits for a worker of its step.
  @inline(__always)
  mutating func startOrQueue(_ item: WorkItem, at now: MonotonicInstant, _ commands: inout Commands) {
    let step = table.ports[Int(item.port)].step
    // A step that returns to itself has a worker free while others wait for it; they come first.
    if steps[step].running < table.steps[step].freeWorkers, steps[step].queue.isEmpty,
      flow.isAbsent || !isResuming(step)
    {
      start(item, at: now, &commands)
    } else {
      steps[step].queue.append(item)
      if isObserved { commands.write(.internalEvent(prepared(item))) }
      if table.steps[step].limit != nil { askForPermits(step, &commands) }
    }
  }

  /// Starts what waits for a worker of a step, as far as there are workers.
  mutating func startQueued(_ step: Int, at now: MonotonicInstant, _ commands: inout Commands) {
    if !flow.isAbsent, !resuming.isEmpty { resumeWaiting(step, at: now, &commands) }
    if steps[step].queue.isEmpty { return }
    if table.steps[step].limit != nil { return askForPermits(step, &commands) }
    while !steps[step].queue.isEmpty, steps[step].running < table.steps[step].numWorkers {
      start(steps[step].queue.removeFirst(), at: now, &commands)
    }
  }

  /// Starts an attempt at a piece of work.
  mutating func start(_ item: WorkItem, at now: MonotonicInstant, _ commands: inout Commands) {
    let step = table.ports[Int(item.port)].step
    lastSerial += 1
    let place = isObserved ? steps[step].places.take() : 0
    let slot = slots.insert(
      Running(
        item: item, serial: lastSerial, firstStart: item.failure?.firstStart ?? now,
        step: Int32(truncatingIfNeeded: step), place: Int32(truncatingIfNeeded: place)))
    steps[step].running += 1
    let execution = StepExecution(
      serial: lastSerial, workItem: item.id, step: Int32(truncatingIfNeeded: step), attempt: item.attempt,
      slot: Int32(truncatingIfNeeded: slot))
    if let timeout = table.steps[step].timeout {
      commands.set(.step(slot: slot, serial: lastSerial), at: now.advanced(by: timeout.duration))
    }
    if table.hasPriorities {
      let table = table
      commands.start(Dispatch(item: item, execution: execution)) { table.isMoreUrgent($0, $1) }
    } else {
      commands.start(Dispatch(item: item, execution: execution))
    }
    if isObserved { commands.write(.internalEvent(began(item, step: step, place: place))) }
  }

  /// Frees the slot of an execution; `nil`, and stale, if the run no longer waits for it.
  ///
  /// - Parameter keepsWaits: Whether another attempt will come to its waits.
  mutating func release(
    _ execution: StepExecution, keepsWaits: Bool = false, _ commands: inout Commands
  ) -> Running? {
    let slot = Int(execution.slot)
    guard slots[slot]?.serial == execution.serial, let running = slots.remove(at: slot) else {
      commands.isStale = true
      if abandoned.remove(execution.serial) != nil { commands.unfence(execution) }
      return nil
    }
    let step = Int(execution.step)
    if running.isParked { parked -= 1 } else { steps[step].running -= 1 }
    if hasWaits { endWaits(of: execution, rest: keepsWaits, &commands) }
    if table.steps[step].timeout != nil {
      commands.forget(.step(slot: slot, serial: execution.serial))
    }
    if !collected.isEmpty { collected[execution.workItem] = nil }
    return running
  }

  /// Whether the run still waits for the execution.
  package func isCurrent(_ execution: StepExecution) -> Bool {
    slots[Int(execution.slot)]?.serial == execution.serial
  }

  /// Whether the execution has a worker of its step.
  package func isAtWork(_ execution: StepExecution) -> Bool { running(execution)?.isParked == false }

  /// The execution in its slot, if it is still there.
  @inline(__always)
  func running(_ execution: StepExecution) -> Running? {
    guard let running = slots[Int(execution.slot)], running.serial == execution.serial else { return nil }
    return running
  }

  private mutating func buffer(of step: Int32, _ bufferID: String) -> Int {
    for index in buffers.indices where buffers[index].step == step && buffers[index].bufferID == bufferID {
      return index
    }
    buffers.append(CollectBuffer(step: step, bufferID: bufferID))
    return buffers.count - 1
  }

  /// Adds an event to what a step collects, and takes the collection if it is complete.
  package mutating func collect(
    _ event: any Event, _ request: CollectRequest, from execution: StepExecution
  ) -> [any Event]? {
    guard case .running = phase, slots[Int(execution.slot)]?.serial == execution.serial else { return nil }
    let mayBeTriedAgain = table.steps[Int(execution.step)].retry != nil
    var earlier: Collected.Outcome?
    if mayBeTriedAgain {
      earlier = collected[execution.workItem, default: [:]][request.bufferID, default: Collected()]
        .call(in: execution.attempt)
      if case .given(let events) = earlier { return events }
    }
    let index = buffer(of: execution.step, request.bufferID)
    let events = buffers[index].collect(event, request.wanted, isAdded: earlier != nil)
    // A few are kept for the next collection; but a step may give each of its collections a buffer of its own.
    if events != nil, buffers.count > 8, buffers[index].isEmpty { buffers.remove(at: index) }
    if mayBeTriedAgain { collected[execution.workItem]?[request.bufferID]?.note(events) }
    return events
  }
}
