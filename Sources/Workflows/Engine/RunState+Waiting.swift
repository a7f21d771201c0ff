import DequeModule

extension RunState {
  /// A step begins to wait, and frees its worker.
  mutating func wait(
    _ id: UInt64, _ request: WaitRequest, by execution: StepExecution, at now: MonotonicInstant,
    _ commands: inout Commands
  ) {
    guard case .running = phase, running(execution) != nil else {
      // Nothing comes any more for a run that ends, and for what it has left behind.
      return commands.resume(id, .failure(CancellationError()))
    }
    if waits == nil { waits = Waits() }
    let earlier = waits?.call(execution, for: request.type)
    if case .answered(let event)? = earlier?.state { return commands.resume(id, .event(event)) }
    if earlier == nil, request.requirements.isEmpty, let event = waits?.takeKept(request.type) {
      return commands.resume(id, .event(event))
    }
    let question: UInt32
    if let earlier {
      question = earlier.question
      waits?.wake(earlier, by: id, execution)
    } else {
      question = request.question
      waits?.add(
        Wait(
          id: id, execution: execution, type: request.type, question: question, requirements: request.requirements))
    }
    park(execution, &commands)
    if let prompt = request.prompt { commands.write(.asked(prompt, execution, question: question)) }
    if let timeout = request.timeout { commands.set(.wait(id), at: now.advanced(by: timeout)) }
    if !request.requirements.isEmpty {
      for event in waits?.takeAllKept(request.type) ?? [] { judge(event, Origin(), [], isOld: true, &commands) }
    }
    startQueued(Int(execution.step), at: now, &commands)
    settle(at: now, &commands)
  }

  /// Ends a wait; its step goes on as soon as it has a worker.
  mutating func end(wait id: UInt64, with outcome: WaitOutcome, at now: MonotonicInstant, _ commands: inout Commands) {
    guard let wait = waits?[id], !wait.isOver else { return }
    let mayBeTriedAgain = table.steps[Int(wait.execution.step)].retry != nil
    let event: (any Event)? = if case .event(let event) = outcome { event } else { nil }
    commands.forget(.wait(id))
    waits?.end(id, with: event, remembers: mayBeTriedAgain)
    if case .open = wait.state {
      unpark(Resumption(wait: id, execution: wait.execution, outcome: outcome), at: now, &commands)
    }
  }

  /// The task of a wait was cancelled, so that it goes on at once.
  mutating func cancelled(wait id: UInt64, at now: MonotonicInstant, _ commands: inout Commands) {
    guard case .running = phase else { return }
    if let index = resuming.firstIndex(where: { $0.wait == id }) {
      let resumption = resuming.remove(at: index)
      // It does not ask for a worker: a task that is cancelled is not to be held up.
      return takeWorker(resumption.execution, at: now, &commands)
    }
    guard let wait = waits?[id], case .open = wait.state else { return }
    commands.forget(.wait(id))
    waits?.end(id, with: nil, remembers: false)
    takeWorker(wait.execution, at: now, &commands)
  }

  /// The waits of an attempt that has ended: they are over, or rest until the next attempt comes to them.
  mutating func endWaits(of execution: StepExecution, rest: Bool, _ commands: inout Commands) {
    for wait in waits?.open(of: execution.workItem) ?? [] {
      commands.forget(.wait(wait))
      commands.resume(wait, .failure(CancellationError()))
      if rest { waits?.rest(wait) }
    }
    if !resuming.isEmpty {
      resuming.removeAll { resumption in
        guard resumption.execution.serial == execution.serial else { return false }
        commands.resume(resumption.wait, .failure(CancellationError()))
        return true
      }
    }
    if !rest { waits?.dismiss(execution.workItem) }
  }

  // MARK: Workers

  /// Takes an execution's worker away while it waits.
  private mutating func park(_ execution: StepExecution, _ commands: inout Commands) {
    let slot = Int(execution.slot)
    guard let running = slots[slot], !running.isParked else { return }
    slots.update(slot) { $0.isParked = true }
    parked += 1
    steps[Int(execution.step)].running -= 1
    if isObserved { commands.write(.internalEvent(ended(running, as: .waiting))) }
  }

  /// Gives an execution a worker, if there is one, and lets it go on; otherwise it is the next to get one.
  private mutating func unpark(_ resumption: Resumption, at now: MonotonicInstant, _ commands: inout Commands) {
    let step = Int(resumption.execution.step)
    guard running(resumption.execution)?.isParked == true else {
      return commands.resume(resumption.wait, resumption.outcome)
    }
    if steps[step].running < table.steps[step].numWorkers {
      takeWorker(resumption.execution, at: now, &commands)
      commands.resume(resumption.wait, resumption.outcome)
    } else {
      resuming.append(resumption)
    }
  }

  private mutating func takeWorker(
    _ execution: StepExecution, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    guard let running = running(execution), running.isParked else { return }
    let slot = Int(execution.slot)
    let place = isObserved ? steps[Int(execution.step)].places.take() : 0
    slots.update(slot) {
      $0.isParked = false
      // The wait was no silence of its own; an idle timeout starts anew.
      $0.lastWrite = now
      $0.place = Int32(truncatingIfNeeded: place)
    }
    parked -= 1
    steps[Int(execution.step)].running += 1
    if isObserved {
      commands.write(.internalEvent(began(running.item, step: Int(execution.step), place: place)))
    }
  }

  /// Whether the step has executions that are to go on as soon as they have a worker.
  func isResuming(_ step: Int) -> Bool { resuming.contains { Int($0.execution.step) == step } }

  /// Lets those go on whose wait is over, as far as there are workers.
  mutating func resumeWaiting(_ step: Int, at now: MonotonicInstant, _ commands: inout Commands) {
    while steps[step].running < table.steps[step].numWorkers,
      let index = resuming.firstIndex(where: { Int($0.execution.step) == step })
    {
      let resumption = resuming.remove(at: index)
      takeWorker(resumption.execution, at: now, &commands)
      commands.resume(resumption.wait, resumption.outcome)
    }
  }
}
