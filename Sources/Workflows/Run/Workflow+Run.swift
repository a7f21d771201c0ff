extension Workflow {
  /// Starts a run and returns at once; the run goes on in the background.
  ///
  /// ```swift
  /// let handler = MyWorkflow().run(Start("whales"), timeout: .seconds(30))
  /// for await event in handler.streamEvents() { print(event) }
  /// let result = try await handler.result
  /// ```
  ///
  /// Steps run in tasks of the run's own, with the task-local values and the `ServiceContext` that the caller has
  /// here. (A step that is started by an event from outside or after a delay has the `ServiceContext` only.)
  ///
  /// `run` does not throw: a run that cannot begin, because the workflow is invalid, the id is taken or the runtime was shut
  /// down, ends at once with a ``WorkflowFailedEvent``, and its result throws the ``WorkflowError``.
  ///
  /// - Parameters:
  ///   - start: The event that starts it.
  ///   - runID: The id of the run; a random one if it is `nil`.
  ///   - state: The state to begin with, such as that of an earlier run.
  ///   - runtime: The runtime that owns the run.
  ///   - timeout: How long it may take; overrides `options`. `nil` for no limit.
  ///   - verbose: Whether it logs what it does; it does so, too, if `options` say so.
  ///   - options: Everything else.
  @inlinable
  public nonisolated func run(
    _ start: StartEventType, runID: String? = nil, state: RunState? = nil, in runtime: WorkflowRuntime = .shared,
    timeout: RunTimeout = .inherited, verbose: Bool = false, options: RunOptions = RunOptions()
  ) -> WorkflowHandler<Self> {
    var options = options
    if timeout != .inherited { options.timeout = timeout }
    if verbose { options.verbose = true }
    let host = WorkflowHost(workflow: self, store: StateStore.make(state))
    return WorkflowHandler(
      run: runtime.start(start, of: definition.table, runID: runID, options: options, host: host), host: host)
  }

  /// Starts a run with a value and returns at once: see ``run(_:runID:state:in:timeout:verbose:options:)``.
  @inlinable
  public nonisolated func run<Input>(
    _ input: Input, runID: String? = nil, state: RunState? = nil, in runtime: WorkflowRuntime = .shared,
    timeout: RunTimeout = .inherited, verbose: Bool = false, options: RunOptions = RunOptions()
  ) -> WorkflowHandler<Self> where StartEventType == Start<Input> {
    run(Start(input), runID: runID, state: state, in: runtime, timeout: timeout, verbose: verbose, options: options)
  }

  /// Starts a run that needs no input and returns at once.
  ///
  /// See ``run(_:runID:state:in:timeout:verbose:options:)-(Self.StartEventType,_,_,_,_,_,_)``.
  @inlinable
  public nonisolated func run(
    runID: String? = nil, state: RunState? = nil, in runtime: WorkflowRuntime = .shared,
    timeout: RunTimeout = .inherited, verbose: Bool = false, options: RunOptions = RunOptions()
  ) -> WorkflowHandler<Self> where StartEventType == Start<Nothing> {
    run(Start(), runID: runID, state: state, in: runtime, timeout: timeout, verbose: verbose, options: options)
  }

  /// Runs to the end and returns the result: the structured form.
  ///
  /// ```swift
  /// let result = try await MyWorkflow()(Start("whales"))
  /// ```
  ///
  /// Cancelling the calling task cancels the run. The call returns when the run has ended.
  ///
  /// - Throws: As ``WorkflowHandler/result`` does; `CancellationError` if the run ended because the calling task was
  ///   cancelled.
  @inlinable
  public nonisolated func callAsFunction(
    _ start: StartEventType, in runtime: WorkflowRuntime = .shared, options: RunOptions = RunOptions()
  ) async throws -> StopEventType.Result {
    let handler = run(start, in: runtime, options: options)
    let end = await withTaskCancellationHandler {
      await handler.run.waitForEndUninterrupted()
    } onCancel: {
      handler.cancelRun()
    }
    if end.isCancellation { try Task.checkCancellation() }
    return try handler.stopEvent(of: end).result
  }

  /// Runs with a value to the end and returns the result: see ``callAsFunction(_:in:options:)``.
  @inlinable
  public nonisolated func callAsFunction<Input>(
    _ input: Input, in runtime: WorkflowRuntime = .shared, options: RunOptions = RunOptions()
  ) async throws -> StopEventType.Result where StartEventType == Start<Input> {
    try await callAsFunction(Start(input), in: runtime, options: options)
  }
}
