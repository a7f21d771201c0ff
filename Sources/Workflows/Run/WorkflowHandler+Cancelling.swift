extension WorkflowHandler {
  /// Cancels what some steps are doing, while the run goes on.
  ///
  /// What waits for them is removed, and their executions are cancelled: nothing that these do from there on counts, and
  /// their workers are free at once. It is as if they had returned nothing. Events that come for the steps later are
  /// worked on as ever.
  ///
  /// Does nothing if the run has ended.
  ///
  /// If nothing else is left in the run, it is then stuck and fails with code ``WorkflowError/Code/stuck``, unless it takes
  /// events from outside; with `termination: .implicit` it ends.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep``.
  public func cancelSteps(_ names: String...) throws { try run.cancelSteps(names, by: nil) }

  /// Cancels all branches of a name, while the run goes on.
  ///
  /// All work that is left of what follows from the event that ``WorkflowContext/sendEvent(_:branch:)`` sent is
  /// cancelled, as by ``cancelSteps(_:)``.
  ///
  /// Does nothing if there is none, or the run has ended.
  ///
  /// If nothing else is left in the run, it is then stuck and fails with code ``WorkflowError/Code/stuck``, unless it takes
  /// events from outside; with `termination: .implicit` it ends.
  public func cancelBranch(_ name: String) { run.cancelBranches(name) }

  /// Cancels the batches that a step has opened, while the run goes on.
  ///
  /// All work that is left of them is cancelled, as by ``cancelSteps(_:)``, and the steps that collect them never run.
  ///
  /// Does nothing if there are none, or the run has ended.
  ///
  /// If nothing else is left in the run, it is then stuck and fails with code ``WorkflowError/Code/stuck``, unless it takes
  /// events from outside; with `termination: .implicit` it ends.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep``, or
  ///   ``WorkflowError/Code/notAccepted`` if the step opens no batches.
  public func cancelBatch(of step: String) throws { try run.endBatches(of: step, cutShort: false) }

  /// Completes the batches that a step has opened, as they are.
  ///
  /// The steps that collect them run now, with the members that have arrived; all work that is left of them is cancelled.
  ///
  /// Does nothing if there are none, or the run has ended.
  ///
  /// If nothing else is left in the run, it is then stuck and fails with code ``WorkflowError/Code/stuck``, unless it takes
  /// events from outside; with `termination: .implicit` it ends.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep``, or
  ///   ``WorkflowError/Code/notAccepted`` if the step opens no batches.
  public func completeBatch(of step: String) throws { try run.endBatches(of: step, cutShort: true) }
}
