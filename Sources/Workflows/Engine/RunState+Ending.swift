extension RunState {
  /// Ends the run with what a step returned.
  mutating func stop(with event: any Event, at now: MonotonicInstant, _ commands: inout Commands) {
    guard let stop = event as? any StopEvent else { return }
    end(RunEnd(event: stop, error: nil), at: now, &commands)
  }

  /// Settles how the run ends; the first one to do so wins.
  mutating func end(_ outcome: RunEnd, at now: MonotonicInstant, _ commands: inout Commands) {
    switch phase {
    case .ending, .ended: return
    case .waiting, .running: break
    }
    phase = .ending(outcome)
    commands.seals = true
    for workItem in delayed.keys { commands.deadlines.append(.cancel(.retry(workItem: workItem))) }
    delayed.removeAll()
    buffers.removeAll()
    collected.removeAll()
    early.removeAll()
    for step in steps.indices where !steps[step].queue.isEmpty { steps[step].queue.removeAll() }
    for slot in slots.indices {
      guard let running = slots[slot].running, table.steps[Int(running.step)].timeout != nil else { continue }
      commands.deadlines.append(.cancel(.step(slot: slot, serial: slots[slot].serial)))
    }
    if freeSlots.count < slots.count {
      hasGrace = true
      commands.deadlines.append(.set(.grace, now.advanced(by: grace)))
    }
    finishIfQuiet(&commands)
  }

  /// Ends an ending run when its last step has.
  mutating func finishIfQuiet(_ commands: inout Commands) {
    guard case .ending(let end) = phase, freeSlots.count == slots.count else { return }
    finish(end, &commands)
  }

  /// Ends the run although some of its steps go on, and says which.
  mutating func abandon(_ end: RunEnd, _ commands: inout Commands) {
    let names = slots.compactMap { $0.running.map { table.steps[Int($0.step)].name } }
    commands.notes.append(.abandoned(steps: names))
    finish(end, &commands)
  }

  private mutating func finish(_ end: RunEnd, _ commands: inout Commands) {
    phase = .ended(end)
    if hasGrace { commands.deadlines.append(.cancel(.grace)) }
    commands.end = end
    slots = []
    freeSlots = []
  }

  /// Whether nothing is queued, running or delayed.
  var isQuiet: Bool {
    freeSlots.count == slots.count && delayed.isEmpty && steps.allSatisfy(\.queue.isEmpty)
  }

  /// Looks whether the run can still go on after a tick: it may rest, complete, or be stuck.
  mutating func settle(at now: MonotonicInstant, _ commands: inout Commands) {
    guard case .running = phase, freeSlots.count == slots.count, isQuiet else { return }
    if table.termination == .implicit, let stop = table.implicitStop {
      end(RunEnd(event: stop, error: nil), at: now, &commands)
    } else if table.waitsForOutside {
      if isObserved { commands.writes.append(.internalEvent(WorkflowIdleEvent())) }
    } else {
      end(RunEnd(failure: stuckError), at: now, &commands)
    }
  }

  private var stuckError: WorkflowError {
    let collections = buffers.compactMap { buffer in
      buffer.missing.map { "step '\(table.steps[Int(buffer.step)].name)' has collected \($0)" }
    }
    let reason =
      if !collections.isEmpty {
        collections.joined(separator: "; ")
      } else if let lastUnhandled {
        "no step takes '\(lastUnhandled)'"
      } else {
        "every step has returned and none returned a stop event"
      }
    return WorkflowError(
      code: .stuck,
      message: "a run of workflow '\(table.workflowName)' can never end: \(reason). Return a stop event from the last "
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
    at now: MonotonicInstant
  ) {
    let failure = report.text ?? FailureText(report.error)
    let step = table.steps[table.ports[Int(item.port)].step]
    self.init(
      event: WorkflowFailedEvent(
        stepName: step.name, exceptionType: failure.type, exceptionMessage: failure.message,
        traceback: Traceback(failure: failure, item: item, table: table).description,
        attempts: Int(item.attempt), elapsedSeconds: firstStart.duration(to: now).inSeconds),
      error: report.error)
  }
}
