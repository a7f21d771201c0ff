extension WorkflowContext {
  /// Suspends the step until an event comes, such as what a person or another system sends.
  ///
  /// ```swift
  /// struct Confirmation: HumanResponseEvent { var yes: Bool }
  /// struct Pay: InputRequiredEvent { var amount: Int }
  ///
  /// @Workflow(timeout: nil)
  /// struct Payment {
  ///   @Step(waits: Confirmation.self)
  ///   func pay(_ event: Start<Int>, context: Context) async throws -> Stop<Bool> {
  ///     let answer = try await context.waitForEvent(Confirmation.self, waiterEvent: Pay(amount: event.input))
  ///     return Stop(answer.yes)
  ///   }
  /// }
  /// ```
  ///
  /// The step stays where it is: nothing before the call runs twice. Meanwhile it holds no worker of its step, so that
  /// another event may be worked on; it goes on when one is free.
  ///
  /// An event ends one wait: that which began first, of those whose requirements it meets. It still reaches the steps
  /// that take it, but not the one that it woke. If the type is declared with `@Step(waits:)`, events that come before
  /// anybody waits are kept, in order; otherwise they are refused, or logged as unhandled.
  ///
  /// When a step that is tried again waits again, it gets what the attempt before got in its place, without asking; a
  /// wait that was still open goes on, and the prompt is written once more.
  ///
  /// - Parameters:
  ///   - type: The type of event; no subtypes or unions.
  ///   - waiterEvent: An event for the stream that says what is waited for, written as soon as an answer can come.
  ///   - requirements: What the event must be like.
  ///   - timeout: How long to wait, by the runtime's clock; 2,000 seconds as in Python, `nil` for ever. It is no longer
  ///     than the run lasts: 45 seconds unless `@Workflow(timeout:)` or `run(timeout:)` says otherwise. The timeouts of
  ///     the step and of the run go on meanwhile; an idle timeout of the step does not run out. A step that is tried again
  ///     and waits again has the whole time anew.
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/waitTimedOut`` or
  ///   ``WorkflowError/Code/requirementFailed``; `CancellationError` when the step is cancelled, or the run has ended.
  ///
  /// Python: `await ctx.wait_for_event(Confirmation, waiter_event=Pay(…))`.
  public func waitForEvent<E: Event>(
    _ type: E.Type, waiterEvent: (any Event)? = nil, requirements: [EventRequirement<E>] = [],
    timeout: Duration? = .seconds(2_000)
  ) async throws -> E {
    let requirements = requirements.map { requirement in
      WaitRequest.Requirement(name: requirement.description) { event in
        guard let event = E.accept(event) else { return false }
        return try requirement.isMet(event)
      }
    }
    let request = WaitRequest(
      type: type, isQuestion: false, prompt: waiterEvent, requirements: requirements, timeout: timeout)
    return try await wait(request)
  }

  /// Asks somebody outside of the run, and suspends the step until that question is answered.
  ///
  /// ```swift
  /// struct Approval: Question {
  ///   var amount: Int
  ///   struct Answer: HumanResponseEvent { var yes: Bool }
  /// }
  ///
  /// @Workflow(timeout: nil)
  /// struct Payment {
  ///   @Step func pay(_ event: Start<Int>, context: Context) async throws -> Stop<Bool> {
  ///     let answer = try await context.ask(Approval(amount: event.input), timeout: .seconds(60))
  ///     return Stop(answer.yes)
  ///   }
  /// }
  /// ```
  ///
  /// The question is written to the stream, and ``StreamRecord/question`` of its record is what
  /// ``WorkflowHandler/answer(_:_:id:)`` needs. An answer reaches only its own question; one that names none is taken if
  /// exactly one question of its type is open. Otherwise as
  /// ``waitForEvent(_:waiterEvent:requirements:timeout:)``.
  ///
  /// Do not declare the type of the answer with `@Step(waits:)`: an answer that was kept would end the next `ask`, whose
  /// question would not be written.
  ///
  /// - Throws: As ``waitForEvent(_:waiterEvent:requirements:timeout:)`` does.
  public func ask<Q: Question>(_ question: Q, timeout: Duration? = .seconds(2_000)) async throws -> Q.Answer {
    try await wait(
      WaitRequest(type: Q.Answer.self, isQuestion: true, prompt: question, requirements: [], timeout: timeout))
  }

  private func wait<E: Event>(_ request: WaitRequest) async throws -> E {
    let event = try await scope.wait(request, from: execution)
    guard let event = E.accept(event) else { throw WorkflowError.misrouted(event, to: stepName) }
    return event
  }
}
