import DequeModule

/// A place for one execution at a time.
///
/// A worker that goes on from step to step stays in its slot; the serial number tells its executions apart, and the
/// worker's number tells workers apart.
struct Slot {
  enum Occupant {
    case free
    case running(Running)
  }

  struct Running {
    var item: WorkItem
    var serial: UInt64
    var worker: UInt64
    var step: Int
    /// The number of the worker among those of its step, from 0; kept where somebody watches.
    var place: Int
    /// When the execution last wrote to the stream; kept for idle timeouts.
    var lastWrite: MonotonicInstant?
  }

  var occupant = Occupant.free

  var running: Running? {
    if case .running(let running) = occupant { running } else { nil }
  }
}

/// What the engine knows of one step.
struct StepState {
  var running = 0
  /// What waits for a worker, in order.
  var queue: Deque<WorkItem> = []
}
