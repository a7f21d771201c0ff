extension WorkflowHandler {
  /// What has happened in the run up to now, children included.
  ///
  /// How much that is depends on whether the run records internal events: see ``WorkflowExecution``.
  ///
  /// It goes through all records of the stream each time.
  public var execution: WorkflowExecution { WorkflowExecution(streamEvents(exposeInternal: true).recordsAtHand) }
}
