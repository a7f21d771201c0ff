extension WorkflowRun {
  /// Who is suspended until a wait is over.
  typealias Listener = UnsafeContinuation<any Event, any Error>

  /// Suspends a step until its wait is over.
  ///
  /// One function, watched or not, because what an asynchronous one keeps while it is suspended is paid for by each run
  /// that waits.
  @usableFromInline
  func wait(_ request: WaitRequest, from execution: StepExecution) async throws -> any Event {
    let watched = telemetry.map { $0.waits(for: request, execution, at: runtime.now) }
    let id = withGuarded { guarded in
      guarded.lastWait += 1
      return guarded.lastWait
    }
    var request = request
    if request.isQuestion { request.question = root.questions.next() }
    do {
      let event = try await withTaskCancellationHandler {
        try await withUnsafeThrowingContinuation { (listener: Listener) in
          let isListening = apply(.waits(id, request, by: execution)) { guarded in
            // A cancellation sets its flag before it runs handlers, and the handler needs this lock: it either is seen
            // here, or finds the listener there.
            if Task.isCancelled { return false }
            guarded.listeners[id] = listener
            return true
          }
          if !isListening { listener.resume(throwing: CancellationError()) }
        }
      } onCancel: {
        guard let listener = withGuarded({ $0.listeners.removeValue(forKey: id) }) else { return }
        apply(.waitCancelled(id))
        listener.resume(throwing: CancellationError())
      }
      if let watched { telemetry?.ended(watched, nil, at: runtime.now) }
      return event
    } catch {
      if let watched { telemetry?.ended(watched, error, at: runtime.now) }
      throw error
    }
  }

  /// Asks the requirements of those who wait for an event, the user's code, and tells the engine; no lock is held.
  func judge(_ judgement: Judgement) {
    var judgement = judgement
    asking: for (wait, requirements) in judgement.candidates {
      for requirement in requirements {
        do {
          if try !requirement.isMet(judgement.event) { continue asking }
        } catch {
          apply(.waitFailed(wait, requirementFailed(requirement, judgement.event, error)))
          continue asking
        }
      }
      judgement.taker = wait
      break
    }
    apply(.judged(judgement))
  }

  private func requirementFailed(
    _ requirement: WaitRequest.Requirement, _ event: any Event, _ error: any Error
  ) -> WorkflowError {
    WorkflowError(
      code: .requirementFailed,
      message: "the requirement '\(requirement.name)' of a wait in run '\(runID)' of workflow '\(table.workflowName)' "
        + "threw when it was asked about '\(type(of: event).eventName)', which went on to others; let it return false "
        + "instead",
      cause: error)
  }

  /// Sends an answer to one question, of this run or of one within it.
  func answer(_ answer: any Event, to question: QuestionID) throws {
    guard question.runID == runID, question.number <= root.questions.last else {
      throw refused(.unknown, answer, question)
    }
    // A question that none of them has was answered, or its run has ended.
    if let refusal = self.answer(answer, to: question.number) {
      throw refused(refusal.isUnknown ? .closed : refusal, answer, question)
    }
  }

  private func answer(_ answer: any Event, to question: UInt32) -> RunState.Refusal? {
    var refusal: RunState.Refusal?
    apply(.answered(question, answer)) { guarded in
      refusal = guarded.state.refusal(of: answer, to: question)
      return refusal == nil
    }
    guard let refusal, refusal.isUnknown else { return refusal }
    for child in children {
      // One that is about to end knows none of its questions any more; that may be another child's.
      let other = child.answer(answer, to: question)
      if other?.isElsewhere != true { return other }
    }
    return refusal
  }

  /// Why an event was not taken, in words.
  func refused(_ refusal: RunState.Refusal, _ event: any Event, _ question: QuestionID? = nil) -> WorkflowError {
    let name = type(of: event).eventName
    let run = "run '\(runID)' of workflow '\(table.workflowName)'"
    let asked = question.map { "question '\($0)'" } ?? "the question"
    switch refusal {
    case .runEnded:
      return WorkflowError(code: .runEnded, message: "\(run) has ended; '\(name)' was not sent")
    case .notAccepted:
      let hasMembers = table.route(of: event)?.ports.isEmpty == false
      return WorkflowError(
        code: .notAccepted,
        message: "no step of workflow '\(table.workflowName)' takes '\(name)'"
          + (hasMembers ? " from outside of a batch" : " or waits for it")
          + "; the event was not sent to run '\(runID)'"
          + (hasMembers
            ? ""
            : ". If a step will wait for it later, declare it there with '@Step(waits:)'; if it answers a question that a step "
              + "asks, send it when the question is in the stream"))
    case .ambiguous(let questions):
      let list = questions.prefix(5).map { "'\(QuestionID(runID: root.runID, number: $0))'" }.joined(separator: ", ")
      return WorkflowError(
        code: .ambiguousAnswer,
        message:
          "\(questions.count) questions of \(run) are open that '\(String(reflecting: type(of: event)))' may answer (\(list)); say which one with "
          + "'handler.answer(_:to:)'")
    case .closed:
      return WorkflowError(
        code: .questionClosed,
        message: "\(asked) of \(run) is not open any more: it was answered, timed out, or its step has ended")
    case .unknown:
      return WorkflowError(
        code: .unknownQuestion, message: "\(run) has not asked \(asked); take the id from the record that asks it")
    case .wrongType(let type):
      // In full: most answers are named 'Answer', within their questions.
      let wanted = String(reflecting: type), got = String(reflecting: Swift.type(of: event))
      return WorkflowError(
        code: .notAccepted, message: "\(asked) of \(run) is answered with '\(wanted)', not with '\(got)'")
    }
  }
}
