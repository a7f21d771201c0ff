import DequeModule

extension RunState {
  mutating func failed(
    _ execution: StepExecution, _ report: FailureReport, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    // What an attempt collected stays with its piece of work for the next attempt.
    let kept = collected[execution.workItem]
    guard let running = release(execution, keepsWaits: report.retryAfter != nil, &commands) else { return }
    guard case .running = phase else { return finishIfQuiet(at: now, &commands) }
    if isObserved, !running.isParked { commands.write(.internalEvent(ended(running, as: .failed(report.error)))) }
    guard let delay = report.retryAfter else {
      if recover(running, execution, report, at: now, &commands) { return }
      commands.note(.attemptFailed(execution, error: report.error, retryAfter: nil))
      if report.isTimeout { commands.cancel(execution) }
      let isExhausted = table.steps[Int(running.step)].handler != nil
      return end(
        RunEnd(
          failure: report, of: running.item, since: running.firstStart, in: table, isExhausted: isExhausted, at: now),
        at: now, &commands)
    }
    commands.note(.attemptFailed(execution, error: report.error, retryAfter: delay))
    if report.isTimeout { abandoned.insert(execution.serial) }
    collected[execution.workItem] = kept
    commands.write(.superseded(execution))
    tryAgain(running, after: delay, report.error, at: now, &commands)
    if report.isTimeout { commands.cancel(execution) }
    startQueued(Int(running.step), at: now, &commands)
  }

  /// Puts a piece of work to the front of its queue, at once or when its delay is over; meanwhile it holds no worker.
  private mutating func tryAgain(
    _ failed: Running, after delay: Duration, _ error: any Error, at now: MonotonicInstant,
    _ commands: inout Commands
  ) {
    let failure = AttemptFailure(error: error, at: now, firstStart: failed.firstStart)
    let item = WorkItem(retrying: failed.item, after: failure)
    if delay <= .zero {
      steps[table.ports[Int(item.port)].step].queue.prepend(item)
    } else {
      delayed[item.id] = item
      commands.set(.retry(workItem: item.id), at: now.advanced(by: delay))
    }
  }

  mutating func deadlinePassed(_ key: DeadlineKey, at now: MonotonicInstant, _ commands: inout Commands) {
    switch (key, phase) {
    case (.run, .running):
      timeOut(at: now, &commands)
    case (.retry(let workItem), .running):
      guard let item = delayed.removeValue(forKey: workItem) else { return }
      let step = table.ports[Int(item.port)].step
      steps[step].queue.prepend(item)
      startQueued(step, at: now, &commands)
    case (.wait(let id), .running):
      timedOut(wait: id, at: now, &commands)
    case (.grace, .ending(let end)):
      abandon(end, at: now, &commands)
    default:
      // Too late: what the deadline was for has happened.
      break
    }
  }

  mutating func timeOut(at now: MonotonicInstant, _ commands: inout Commands) {
    let limit = timeout ?? .zero
    let active = runningSteps
    let steps = active.isEmpty ? "no step was running" : "running steps: \(active.joined(separator: ", "))"
    let details = ([steps] + standstills).joined(separator: "; ")
    let error = WorkflowError(
      code: .timedOut,
      message: "\(name) exceeded its timeout of \(limit.inSeconds) s; \(details). Give it more with 'run(timeout:)' or "
        + "'@Workflow(timeout:)', or '.never' for no limit")
    end(
      RunEnd(event: WorkflowTimedOutEvent(timeout: limit.inSeconds, activeSteps: active), error: error), at: now,
      &commands)
  }

  /// What steps do not run for, in words.
  private var standstills: [String] {
    let waits = (flow.value?.waits?.all ?? []).filter { !$0.isOver }.sorted { $0.id < $1.id }
    let delayed = delayed.values.sorted { $0.id < $1.id }
    let permits = table.steps.indices.filter { !steps[$0].queue.isEmpty && askedPermits[$0, default: 0] > 0 }
    let all =
      waits.map { (Int($0.execution.step), "'\($0.type.eventName)'") }
      + delayed.map { (table.ports[Int($0.port)].step, "its next attempt") }
      + permits.map { ($0, "a permit of \(table.steps[$0].limit.map { "'\($0.name)'" } ?? "a limit")") }
    var texts = all.map { "step '\(table.steps[$0.0].name)' waits for \($0.1)" }
    if texts.isEmpty, isQuiet, table.waitsForOutside {
      texts = table.takenFromOutside.map { "the run waits for '\($0)' from outside" }
    }
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  /// What the deadline of an execution found.
  package enum Expiry {
    /// The execution has ended meanwhile.
    case stale
    /// It wrote something meanwhile, and has time until then.
    case refreshed(until: MonotonicInstant)
    /// Its time is over. The runner asks the policy and reports it with ``Tick/failed(_:_:)``.
    case expired(StepExecution, StepTimeout)
  }

  package func expiry(slot: Int, serial: UInt64, at now: MonotonicInstant) -> Expiry {
    guard case .running = phase, let running = slots[slot], running.serial == serial,
      let timeout = table.steps[Int(running.step)].timeout
    else { return .stale }
    if timeout.isIdle, running.isParked { return .refreshed(until: now.advanced(by: timeout.duration)) }
    if timeout.isIdle, let last = running.lastWrite {
      let end = last.advanced(by: timeout.duration)
      if end > now { return .refreshed(until: end) }
    }
    return .expired(execution(in: slot, running), timeout)
  }

  func execution(in slot: Int, _ running: Running) -> StepExecution {
    StepExecution(
      serial: running.serial, workItem: running.item.id, step: running.step, attempt: running.item.attempt,
      slot: Int32(truncatingIfNeeded: slot))
  }

  /// Notes that an execution with a timeout writes to the stream; returns whether it still may.
  package mutating func noteWrite(by execution: StepExecution, at now: MonotonicInstant) -> Bool {
    if isAbandoned(execution) { return false }
    let slot = Int(execution.slot)
    if slots[slot]?.serial == execution.serial { slots.update(slot) { $0.lastWrite = now } }
    return true
  }

  /// Whether the execution exceeded its timeout, so that nothing it does counts any more.
  func isAbandoned(_ execution: StepExecution) -> Bool {
    !abandoned.isEmpty && abandoned.contains(execution.serial)
  }

  /// Takes note that an execution that was cancelled had not begun, so that it will never come back.
  package mutating func neverBegan(_ execution: StepExecution) { abandoned.remove(execution.serial) }

  /// What is known of an execution's piece of work, and when its first attempt began.
  package func workItem(of execution: StepExecution) -> (item: WorkItem, firstStart: MonotonicInstant)? {
    running(execution).map { ($0.item, $0.firstStart) }
  }
}
