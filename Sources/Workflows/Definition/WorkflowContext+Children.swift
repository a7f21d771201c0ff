extension WorkflowContext {
  /// Runs another workflow as a part of this run, and returns its result.
  ///
  /// ```swift
  /// @Workflow
  /// struct Summary {
  ///   @Step func shorten(_ event: Start<String>) -> Stop<String> { Stop(String(event.input.prefix(20))) }
  /// }
  ///
  /// @Workflow
  /// struct Report {
  ///   @Step func write(_ event: Start<String>, context: Context) async throws -> Stop<String> {
  ///     Stop(try await context.run(Summary(), event.input, as: "summary"))
  ///   }
  /// }
  /// ```
  ///
  /// The child is a run of its own, with its own state and its own steps, but:
  ///
  /// - When this step is cancelled, as by the end of the run or by a timeout, so is the child; this returns when it has
  ///   ended. A timeout of the run around it is hence one of the child too.
  /// - Its events are in the stream of this run as well, as they are written, with the name as their
  ///   ``StreamRecord/path``: see ``EventStream/under(_:)`` and ``EventStream/withoutChildren``. Its terminal event is not.
  /// - Questions that it asks can be answered through the handler of this run, and what that handler is sent and nobody
  ///   else takes goes to it.
  /// - It does not count against limits on concurrent runs, because this run waits for it.
  ///
  /// A workflow may run itself.
  ///
  /// - Parameters:
  ///   - workflow: The workflow to run.
  ///   - start: The event that starts it.
  ///   - name: The name in the path of its events; that of the workflow unless told otherwise. If another child has it at
  ///     this moment, a number is added.
  ///   - state: The state to begin with.
  ///   - timeout: How long it may take; as its workflow says unless told otherwise.
  /// - Returns: Its result.
  /// - Throws: What its ``WorkflowHandler/result`` would throw: what a failed step threw, unchanged, or a
  ///   ``WorkflowError``; `CancellationError` if this step was cancelled meanwhile, or if it has
  ///   ended: a child is run for its step, and cancelled with it also in a task of the step's own making.
  public func run<Child: Workflow>(
    _ workflow: Child, _ start: Child.StartEventType, as name: String? = nil, state: Child.RunState? = nil,
    timeout: RunTimeout = .inherited
  ) async throws -> Child.StopEventType.Result {
    let definition = workflow.definition
    let host = WorkflowHost(workflow: workflow, store: StateStore.make(state))
    let event = try await scope.runChild(
      start, of: definition.table, as: name ?? definition.name, timeout: timeout, host: host, from: execution)
    guard let stop = Child.StopEventType.accept(event) else {
      throw WorkflowError(
        code: .invalidWorkflow,
        message: "a run of workflow '\(definition.name)' within step '\(stepName)' of run '\(runID)' stopped with "
          + "'\(type(of: event))' instead of '\(Child.StopEventType.self)'; let the step return the workflow's stop event"
      )
    }
    return stop.result
  }

  /// Runs another workflow, which a value starts as a part of this run.
  public func run<Child: Workflow, Input>(
    _ workflow: Child, _ input: Input, as name: String? = nil, state: Child.RunState? = nil,
    timeout: RunTimeout = .inherited
  ) async throws -> Child.StopEventType.Result where Child.StartEventType == Start<Input> {
    try await run(workflow, Start(input), as: name, state: state, timeout: timeout)
  }
}
