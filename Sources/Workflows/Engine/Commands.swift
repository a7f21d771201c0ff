/// What follows from a tick, to be done by the runner.
package struct Commands {
  /// The first execution to be started; most ticks start one and do nothing else.
  package private(set) var first: Dispatch?
  /// The other executions to be started, in order.
  package private(set) var starts: [Dispatch] = []
  /// Whether the execution that the tick speaks of was no longer wanted, so that its worker has to go.
  package internal(set) var isStale = false
  /// What goes into the stream, in order, under the run's lock.
  package internal(set) var writes: [RuntimeWrite] = []
  package internal(set) var deadlines: [DeadlineCommand] = []
  /// When the run as a whole times out, if that is to be set now.
  package internal(set) var runDeadline: MonotonicInstant?
  /// The executions to be cancelled one by one.
  package internal(set) var cancels: [StepExecution] = []
  /// Notes for the log.
  package internal(set) var notes: [Note] = []
  /// Whether the run is about to end: steps may no longer write to the stream, all executions are cancelled, and those
  /// that have not begun are withdrawn.
  package internal(set) var seals = false
  /// How the run ended, if this was its end.
  package internal(set) var end: RunEnd?

  package init() {}

  /// Whether there is nothing to do but to start the first execution.
  @inline(__always)
  package var isTrivial: Bool {
    starts.isEmpty && writes.isEmpty && deadlines.isEmpty && cancels.isEmpty && notes.isEmpty && !seals && end == nil
      && runDeadline == nil
  }

  /// Adds an execution to be started.
  @inline(__always)
  mutating func start(_ dispatch: consuming Dispatch) {
    if first == nil { first = dispatch } else { starts.append(dispatch) }
  }
}

/// An execution to be started.
package struct Dispatch: Sendable {
  package var item: WorkItem
  package var execution: StepExecution
}

/// An event that the runtime puts into the stream.
package enum RuntimeWrite: Sendable {
  /// Returned by a step.
  case returned(any Event, StepExecution)
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

/// How a run ended.
///
/// A class, because every tick looks at the phase that carries it.
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
