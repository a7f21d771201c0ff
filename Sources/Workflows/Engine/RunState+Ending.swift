extension RunState {
  /// Settles how the run ends; the first one to do so wins.
  mutating func end(_ outcome: RunEnd, at now: MonotonicInstant, _ commands: inout Commands) {
    switch phase {
    case .ending, .ended: return
    case .waiting, .running: break
    }
    phase = .ending(outcome)
    commands.seals = true
    if !delayed.isEmpty {
      for workItem in delayed.keys { commands.forget(.retry(workItem: workItem)) }
      delayed.removeAll()
    }
    if !buffers.isEmpty { buffers.removeAll() }
    if !collected.isEmpty { collected.removeAll() }
    if !early.isEmpty { early.removeAll() }
    if let flow = flow.value {
      for wait in flow.waits?.all ?? [] where !wait.isOver { commands.forget(.wait(wait.id)) }
      self.flow = Lazily()
    }
    if !abandoned.isEmpty { abandoned.removeAll() }
    for step in steps.indices where !steps[step].queue.isEmpty { steps[step].queue.removeAll() }
    if slots.isEmpty { return finish(outcome, at: now, &commands) }
    for (slot, running) in slots.elements where table.steps[Int(running.step)].timeout != nil {
      commands.forget(.step(slot: slot, serial: running.serial))
    }
    hasGrace = true
    commands.set(.grace, at: now.advanced(by: grace))
  }

  /// Ends an ending run when its last step has.
  mutating func finishIfQuiet(at now: MonotonicInstant, _ commands: inout Commands) {
    guard case .ending(let end) = phase, slots.isEmpty, cleanup != .underway else { return }
    finish(end, at: now, &commands)
  }

  /// Ends the run although some of its steps go on, and says which.
  mutating func abandon(_ end: RunEnd, at now: MonotonicInstant, _ commands: inout Commands) {
    if cleanup == .underway {
      cleanup = .none
      commands.note(.cleanupAbandoned)
      return finish(end, at: now, &commands)
    }
    let names = slots.elements.map { table.steps[Int($0.element.step)].name }
    commands.note(.abandoned(steps: names))
    finish(end, at: now, &commands)
  }

  mutating func finish(_ end: RunEnd, at now: MonotonicInstant, _ commands: inout Commands) {
    if cleanup == .owed { return beginCleanup(at: now, &commands) }
    phase = .ended(end)
    if hasGrace { commands.forget(.grace) }
    commands.end = end
    if !slots.isEmpty { slots = Slab() }
    parked = 0
  }

  /// Whether nothing is queued, running or delayed.
  var isQuiet: Bool {
    slots.count == parked && (flow.isAbsent || judging == 0 && resuming.isEmpty) && delayed.isEmpty
      && steps.allSatisfy(\.queue.isEmpty)
  }

  /// Looks whether the run can still go on after a tick: it may rest, complete, or be stuck.
  mutating func settle(at now: MonotonicInstant, _ commands: inout Commands) {
    guard slots.count == parked, case .running = phase, isQuiet else { return }
    if parked > 0 {
      if isObserved { commands.write(.internalEvent(WorkflowIdleEvent())) }
    } else if table.options.termination == .implicit, let stop = table.implicitStop {
      end(RunEnd(event: stop, error: nil), at: now, &commands)
    } else if table.waitsForOutside {
      if isObserved { commands.write(.internalEvent(WorkflowIdleEvent())) }
    } else {
      end(RunEnd(failure: stuckError), at: now, &commands)
    }
  }

  private var stuckError: WorkflowError {
    let collections = (buffers + sets).compactMap { buffer in
      buffer.missing.map { "step '\(table.steps[Int(buffer.step)].name)' has collected \($0)" }
    }
    let reason =
      if !collections.isEmpty {
        collections.joined(separator: "; ")
      } else if let lastUnhandled {
        "\(lastUnhandled)"
      } else {
        "every step has returned and none returned a stop event"
          + (lastSilent.map { "; the last one, '\(table.steps[Int($0)].name)', returned nothing" } ?? "")
      }
    return WorkflowError(
      code: .stuck,
      message: "\(name) can never end: \(reason). Return a stop event from the last "
        + "step, take a HumanResponseEvent if it waits for somebody, or let it end with 'termination: .implicit'")
  }
}

extension RunEnd {
  /// The end of a run that failed without a step.
  convenience init(failure error: WorkflowError) {
    self.init(
      event: WorkflowFailedEvent(
        stepName: "", exceptionType: String(reflecting: WorkflowError.self), exceptionMessage: error.message,
        traceback: "\(error)"),
      error: error)
  }

  /// The end of a run in which a step failed for good.
  convenience init(
    failure report: FailureReport, of item: WorkItem, since firstStart: MonotonicInstant, in table: StepTable,
    isExhausted: Bool, at now: MonotonicInstant
  ) {
    let failure = report.text ?? FailureText(report.error)
    let step = table.steps[table.ports[Int(item.port)].step]
    self.init(
      event: WorkflowFailedEvent(
        stepName: step.name, exceptionType: failure.type, exceptionMessage: failure.message,
        traceback: Traceback(failure: failure, item: item, table: table, isExhausted: isExhausted).description,
        attempts: Int(item.attempt), elapsedSeconds: firstStart.duration(to: now).inSeconds),
      error: report.error)
  }
}
