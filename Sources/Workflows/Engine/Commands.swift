/// What follows from a tick, to be done by the runner.
package struct Commands: Sendable {
  /// The worker whose step just ended, if it can go on: its number, its slot, and whether it may block.
  var worker: (number: UInt64, slot: Int, isBlocking: Bool)?
  /// What that worker goes on with, in its own slot.
  package var next: Dispatch?
  /// What needs a worker of its own.
  package var starts: [Dispatch] = []
  /// What goes into the stream, in order, under the run's lock.
  package var writes: [RuntimeWrite] = []
  package var deadlines: [DeadlineCommand] = []
  /// The slots whose workers are to be cancelled.
  package var cancels: [Int] = []
  /// Notes for the log.
  package var notes: [Note] = []
  /// Whether steps may no longer write to the stream.
  package var seals = false
  /// How the run ended, if this was its end.
  package var end: RunEnd?
  /// Whether the execution that the tick speaks of was no longer wanted, so that its worker has to go.
  package var isStale = false

  package init() {}
}

/// An execution to be started.
package struct Dispatch: Sendable {
  package var event: any Event
  package var execution: StepExecution
  /// The worker that runs it.
  package var worker: UInt64
}

/// An event that the runtime puts into the stream.
package enum RuntimeWrite: Sendable {
  /// Returned by a step.
  case returned(any Event, StepExecution)
  /// The runtime's own.
  case own(any Event)
  /// About the run itself.
  case internalEvent(any InternalEvent)
  /// An attempt no longer counts; written if it wrote something since a position of the stream.
  case superseded(StepExecution)
}

/// A deadline to be set or to be forgotten.
package enum DeadlineCommand: Sendable {
  case set(DeadlineKey, MonotonicInstant)
  case cancel(DeadlineKey)
}

/// Something worth a line in the log.
package enum Note: Sendable {
  /// An attempt failed; `retryAfter` is `nil` if it was the last.
  case attemptFailed(StepExecution, error: any Error, retryAfter: Duration?)
  /// An event that no step takes.
  case unhandled(any Event)
  /// Executions that ignored their cancellation beyond the grace period.
  case abandoned(steps: [String])
}

/// How a run ended. A class, because every tick looks at the phase that carries it.
package final class RunEnd: Sendable {
  /// The last event of the stream.
  package let event: any StopEvent
  /// What waiting for the result throws; `nil` if the run stopped by itself.
  package let error: (any Error)?

  package init(event: any StopEvent, error: (any Error)?) {
    self.event = event
    self.error = error
  }
}
