/// What a step may ask of the run that it is a part of.
///
/// A step takes it as a parameter: `_ event: Start<String>, context: Context`. Everything here is safe from any task
/// and thread, so a step may hand it to tasks of its own. After the run has ended, writes and sends are dropped.
public struct WorkflowContext<W: StepContainer>: Sendable {
  package let scope: any RunScope
  package let execution: StepExecution

  /// The state of the run.
  public let store: StateStore<W.RunState>

  @usableFromInline
  package init(scope: any RunScope, execution: StepExecution, store: StateStore<W.RunState>) {
    self.scope = scope
    self.execution = execution
    self.store = store
  }

  /// The id of the run.
  public var runID: String { scope.runID }

  /// The name of the step.
  public var stepName: String { scope.stepName(of: execution) }

  /// The number of this attempt, 1 for the first.
  public var attempt: Int { Int(execution.attempt) }

  /// What is known of the attempts before this one.
  public var retryInfo: RetryInfo { scope.retryInfo(of: execution) }

  // MARK: Streaming

  /// Writes an event to the stream, for whoever watches the run.
  ///
  /// Returns at once; no reader is waited for. The events of one execution keep their order and come before what its
  /// step returns. Writing does not route: no step sees the event.
  ///
  /// Python: `ctx.write_event_to_stream(ev)`.
  public func writeEventToStream(_ event: some Event) { scope.write(event, from: execution) }

  /// Ends the stream in Python; here only a step's return value does.
  @available(*, unavailable, message: "a stop event ends the run; return it from the step instead of writing it")
  public func writeEventToStream(_ event: some StopEvent) {}

  // MARK: Sending

  /// Sends an event to every step that takes it.
  ///
  /// Returns at once. Declare the type with `@Step(sends:)`, which keeps the graph closed. What is sent stays sent
  /// when the step fails later, and a retry sends it again. An event that no step takes is logged as a warning and, if
  /// internal events are recorded, written to the stream as ``UnhandledEvent``.
  ///
  /// Python: `ctx.send_event(ev)`.
  public func sendEvent(_ event: some Event) {
    do {
      try scope.send(event, to: nil, from: execution)
    } catch {
      // Without a target there is nothing that can be refused; `send` reports an unhandled event by itself.
    }
  }

  /// Sends an event to one step.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep`` or ``WorkflowError/Code/notAccepted``.
  public func sendEvent(_ event: some Event, to step: String) throws {
    try scope.send(event, to: step, from: execution)
  }

  /// Sends an event to every step that takes it, and names everything that follows from it, so that it can be cancelled
  /// while the run goes on: see ``cancelBranch(_:)``.
  ///
  /// Otherwise as ``sendEvent(_:)``. The branch is a part of the batch or branch that this step works in: a batch is not
  /// complete before its branches have ended, and what they bring is collected as if there were no branches. Several
  /// branches may have one name; one ends by itself when nothing is left of it to be done.
  public func sendEvent(_ event: some Event, branch name: String) { scope.send(event, branch: name, from: execution) }

  /// Does not stop the run in Python; here it does not compile.
  @available(*, unavailable, message: "a stop event is not delivered to steps; return it from the step to end the run")
  public func sendEvent(_ event: some StopEvent) {}

  // MARK: Time

  /// Suspends the step for a time of the runtime's clock, which in tests is a virtual one.
  ///
  /// - Throws: `CancellationError` when the step is cancelled meanwhile.
  public func sleep(for duration: Duration) async throws { try await scope.sleep(for: duration) }
}
