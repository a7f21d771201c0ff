import DequeModule

/// An execution in its slot, of which there are as many as executions run at once.
struct Running {
  var item: WorkItem
  /// The execution's serial number, which tells apart those that are in the same slot one after the other.
  var serial: UInt64
  /// When the first attempt at the piece of work began.
  var firstStart: MonotonicInstant
  var step: Int32
  /// The number of the worker among those of its step, from 0; kept where somebody watches.
  var place: Int32
  /// When the execution last wrote to the stream; kept for idle timeouts.
  var lastWrite: MonotonicInstant?
}

/// What the engine knows of one step.
struct StepState {
  var running = 0
  /// What waits for a worker, in order.
  var queue: Deque<WorkItem> = []
}
