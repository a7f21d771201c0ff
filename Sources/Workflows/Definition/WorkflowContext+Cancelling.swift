extension WorkflowContext {
  /// Cancels what some steps are doing, while the run goes on.
  ///
  /// What waits for them is removed, and their executions are cancelled: nothing that these do from there on counts, and
  /// their workers are free at once. It is as if they had returned nothing. Events that come for the steps later are
  /// worked on as ever.
  ///
  /// The step that calls this is spared, even if it names itself.
  ///
  /// If nothing else is left in the run when this step has returned, the run is stuck and fails with code
  /// ``WorkflowError/Code/stuck``, unless it takes events from outside; with `termination: .implicit` it ends.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep``.
  public func cancelSteps(_ names: String...) throws { try scope.cancelSteps(names, from: execution) }

  /// Cancels all branches of a name, while the run goes on.
  ///
  /// All work that is left of what follows from the event that ``sendEvent(_:branch:)`` sent is cancelled, as by
  /// ``cancelSteps(_:)``. If this step works in the branch itself it goes on, but what it returns or sends is dropped;
  /// only a stop event still ends the run.
  ///
  /// Does nothing if there is none.
  ///
  /// If nothing else is left in the run when this step has returned, the run is stuck and fails with code
  /// ``WorkflowError/Code/stuck``, unless it takes events from outside; with `termination: .implicit` it ends.
  public func cancelBranch(_ name: String) { scope.cancelBranches(name, from: execution) }

  /// Cancels the batches that a step has opened, while the run goes on.
  ///
  /// All work that is left of them is cancelled, as by ``cancelSteps(_:)``, and the steps that collect them never run.
  ///
  /// Without a step, the innermost batch that this step works in; does nothing if this step works in no batch. The
  /// execution that calls this goes on, but what it returns or sends is dropped if it belongs to the batch;
  /// only a stop event still ends the run.
  ///
  /// If nothing else is left in the run when this step has returned, the run is stuck and fails with code
  /// ``WorkflowError/Code/stuck``, unless it takes events from outside; with `termination: .implicit` it ends.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep``, or
  ///   ``WorkflowError/Code/notAccepted`` if the step opens no batches.
  public func cancelBatch(of step: String? = nil) throws {
    try scope.endBatches(of: step, cutShort: false, from: execution)
  }

  /// Completes the batches that a step has opened, as they are.
  ///
  /// The steps that collect them run now, with the members that have arrived; all work that is left of them is cancelled.
  ///
  /// Without a step, the innermost batch that this step works in; does nothing if this step works in no batch. The
  /// execution that calls this goes on, but what it returns or sends is dropped if it belongs to the batch;
  /// only a stop event still ends the run.
  ///
  /// If nothing else is left in the run when this step has returned, the run is stuck and fails with code
  /// ``WorkflowError/Code/stuck``, unless it takes events from outside; with `termination: .implicit` it ends.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep``, or
  ///   ``WorkflowError/Code/notAccepted`` if the step opens no batches.
  public func completeBatch(of step: String? = nil) throws {
    try scope.endBatches(of: step, cutShort: true, from: execution)
  }
}
