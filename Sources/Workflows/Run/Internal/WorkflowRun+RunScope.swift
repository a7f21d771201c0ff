import ServiceContextModule

extension WorkflowRun: RunScope {
  @usableFromInline
  func stepName(of execution: StepExecution) -> String { table.steps[Int(execution.step)].name }

  @usableFromInline
  @inline(__always)
  func write(_ event: any Event, from execution: StepExecution) {
    if type(of: event).eventRole.endsRun { return warnAboutWrittenStop(event, execution) }
    let now = runtime.now
    if let parent { parent.noteWrite(ofChildOf: parentExecution, at: now) }
    // The entry as a whole would be copied.
    let step = Int(execution.step)
    if !table.steps[step].mayBeSuperseded {
      return stream.append(StoredRecord(event, from: execution, at: now))
    }
    // An attempt may exceed its timeout, or another one begin, at this very moment.
    withGuarded { guarded in
      guard guarded.state.noteWrite(by: execution, at: now) else { return StreamLog.Wakeups() }
      // What a task that a step has left behind writes later is no attempt's any more.
      let isTentative = table.steps[step].retry != nil && guarded.state.isCurrent(execution)
      return stream.appendFromStep(StoredRecord(event, from: execution, at: now, isTentative: isTentative))
    }.resume()
  }

  /// Takes note that a child writes, which is a sign of life of the step that runs it, and of those around that.
  private func noteWrite(ofChildOf execution: StepExecution?, at now: MonotonicInstant) {
    if let execution, table.steps[Int(execution.step)].timeout?.isIdle == true {
      _ = withGuarded { $0.state.noteWrite(by: execution, at: now) }
    }
    parent?.noteWrite(ofChildOf: parentExecution, at: now)
  }

  @usableFromInline
  func send(_ event: any Event, to step: String?, from execution: StepExecution) throws {
    let target = try step.map { try self.target($0, for: event) }
    apply(.sent(event, to: target, by: execution), inherits: isInContext)
  }

  @usableFromInline
  func send(_ event: any Event, branch: String, from execution: StepExecution) {
    apply(.branched(event, branch, by: execution), inherits: isInContext)
  }

  /// Whether the current task has what steps are to have; a detached task of a step has not.
  private var isInContext: Bool { serviceContext == nil || ServiceContext.current != nil }

  /// Sends an event from outside of the run.
  func send(_ event: any Event, to step: String?) throws {
    let target = try step.map { try self.target($0, for: event) }
    if target == nil, !children.isEmpty, let questions = questionsOnly(for: event), questions.count > 1 {
      throw refused(.ambiguous(questions), event)
    }
    if let refusal = trySending(event, to: target) { throw refused(refusal, event) }
  }

  /// The open questions of this run and those within it that an event from outside may answer; `nil` if there is somebody
  /// else whom it is for.
  private func questionsOnly(for event: any Event) -> [UInt32]? {
    guard let own = withGuarded({ $0.state.questionsOnly(for: event) }) else { return nil }
    var questions = own
    for child in children {
      guard let others = child.questionsOnly(for: event) else { return nil }
      questions += others
    }
    return questions
  }

  /// Sends an event from outside; what nobody here takes goes to the first child that does.
  private func trySending(_ event: any Event, to target: Int?) -> RunState.Refusal? {
    var refusal: RunState.Refusal?
    apply(.sent(event, to: target, by: nil)) { guarded in
      refusal = guarded.state.refusal(of: event, to: target)
      return refusal == nil
    }
    guard let refusal, refusal.isNotAccepted else { return refusal }
    return children.contains { $0.trySending(event, to: nil) == nil } ? nil : refusal
  }

  func unknownStep(_ name: String) -> WorkflowError {
    WorkflowError(
      code: .unknownStep,
      message: "workflow '\(table.workflowName)' has no step '\(name)'; its steps are "
        + table.steps.map { "'\($0.name)'" }.joined(separator: ", "))
  }

  private func takenEvents(by step: Int) -> String {
    table.ports.filter { $0.step == step && $0.eventName != CollectionReleaseEvent.eventName }
      .map { "'\($0.eventName)'" }.joined(separator: ", ")
  }

  private func target(_ name: String, for event: any Event) throws -> Int {
    guard let step = table.step(named: name) else { throw unknownStep(name) }
    guard let port = table.port(of: step, for: event) else {
      throw WorkflowError(
        code: .notAccepted,
        message: "step '\(name)' of workflow '\(table.workflowName)' does not take '\(type(of: event).eventName)'; it "
          + "takes " + takenEvents(by: step))
    }
    if table.ports[port].kind == .member {
      throw WorkflowError(
        code: .notAccepted,
        message: "step '\(name)' of workflow '\(table.workflowName)' takes '\(type(of: event).eventName)' as a member "
          + "of a batch, which cannot be sent to it by name; return it from a step in an array, or send it without a "
          + "name from a step that an array led to")
    }
    return step
  }

  @usableFromInline
  func collect(_ event: any Event, _ request: CollectRequest, from execution: StepExecution) -> [any Event]? {
    withGuarded { $0.state.collect(event, request, from: execution) }
  }

  @usableFromInline
  func retryInfo(of execution: StepExecution) -> RetryInfo {
    let work = withGuarded { $0.state.workItem(of: execution) }
    guard let (item, firstStart) = work, let failure = item.failure else {
      return RetryInfo(retryNumber: 0, elapsed: .zero)
    }
    let now = runtime.now
    return RetryInfo(
      retryNumber: Int(item.attempt) - 1, elapsed: firstStart.duration(to: now),
      lastException: failure.error, sinceLastFailure: failure.at.duration(to: now))
  }

  @usableFromInline
  func sleep(for duration: Duration) async throws { try await runtime.sleep(for: duration) }
}
