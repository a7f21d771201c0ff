import DequeModule

/// A place for one execution at a time.
///
/// The serial number tells apart the executions that are in the same slot one after the other.
struct Slot {
  /// The execution in the slot.
  struct Running {
    var item: WorkItem
    /// When the first attempt at the piece of work began.
    var firstStart: MonotonicInstant
    var step: Int32
    /// The number of the worker among those of its step, from 0; kept where somebody watches.
    var place: Int32
    /// When the execution last wrote to the stream; kept for idle timeouts.
    var lastWrite: MonotonicInstant?
  }

  /// The execution's serial number; 0 while the slot is free.
  private(set) var serial: UInt64 = 0
  private(set) var running: Running?

  mutating func occupy(_ running: Running, serial: UInt64) {
    self.serial = serial
    self.running = running
  }

  /// Frees the slot.
  mutating func vacate() -> Running? {
    serial = 0
    return running.take()
  }

  mutating func change(_ body: (inout Running) -> Void) {
    if running != nil { body(&running!) }
  }
}

/// What the engine knows of one step.
struct StepState {
  var running = 0
  /// What waits for a worker, in order.
  var queue: Deque<WorkItem> = []
}
