/// What follows from a tick, to be done by the runner.
///
/// Most ticks start one execution and do nothing else, and what begins and ends every run has a place of its own;
/// only the rest is a list.
package struct Commands {
  /// The first execution to be started, if there is one.
  package private(set) var first = Dispatch.none
  /// Whether the execution that the tick speaks of was no longer wanted, so that its worker has to go.
  package internal(set) var isStale = false
  /// Whether the run is about to end: steps may no longer write to the stream, all executions are cancelled, and those
  /// that have not begun are withdrawn.
  package internal(set) var seals = false
  /// When the run as a whole times out, if that is to be set now.
  package internal(set) var runDeadline: MonotonicInstant?
  /// How the run ended, if this was its end.
  package internal(set) var end: RunEnd?
  /// Everything else, in order, and before ``first``.
  package private(set) var others: [Command] = []

  package init() {}

  /// Whether there is nothing to do but to start the first execution.
  @inline(__always)
  package var isTrivial: Bool { !seals && end == nil && runDeadline == nil && others.isEmpty }

  /// Adds an execution to be started.
  @inline(__always)
  mutating func start(_ dispatch: consuming Dispatch) {
    if first.isNone { first = dispatch } else { others.append(.start(dispatch)) }
  }

  /// Adds an execution to be started before a first one that matters less.
  mutating func start(_ dispatch: consuming Dispatch, isMoreUrgent: (StepExecution, StepExecution) -> Bool) {
    guard !first.isNone, isMoreUrgent(dispatch.execution, first.execution) else { return start(dispatch) }
    // It came before its equals that are in the list.
    others.insert(.start(first), at: 0)
    first = dispatch
  }

  mutating func write(_ write: RuntimeWrite) { others.append(.write(write)) }
  mutating func set(_ key: DeadlineKey, at instant: MonotonicInstant) { others.append(.set(key, at: instant)) }
  mutating func forget(_ key: DeadlineKey) { others.append(.forget(key)) }
  mutating func settle(_ execution: StepExecution) { others.append(.settle(execution)) }
  mutating func cancel(_ execution: StepExecution) { others.append(.cancel(execution)) }
  mutating func fence(_ execution: StepExecution) { others.append(.fence(execution)) }
  mutating func unfence(_ execution: StepExecution) { others.append(.unfence(execution)) }
  mutating func resume(_ wait: UInt64, _ outcome: WaitOutcome) { others.append(.resume(wait: wait, outcome)) }
  mutating func ask(_ step: Int) { others.append(.ask(step: step)) }
  mutating func cleanUp() { others.append(.cleanUp) }
  mutating func judge(_ judgement: Judgement) { others.append(.judge(judgement)) }
  mutating func note(_ note: Note) { others.append(.note(note)) }
}

/// One thing to be done.
package enum Command: Sendable {
  case start(Dispatch)
  /// To be done under the run's lock, as all but notes and cancelling are, so that ticks and their writes have one order.
  case write(RuntimeWrite)
  case set(DeadlineKey, at: MonotonicInstant)
  case forget(DeadlineKey)
  /// What the attempt wrote to the stream will not be superseded.
  case settle(StepExecution)
  /// What the attempt writes to the stream from here on is dropped.
  case fence(StepExecution)
  /// An attempt that was fenced has come back.
  case unfence(StepExecution)
  /// Cancels one execution.
  case cancel(StepExecution)
  /// A permit is wanted from the limit of a step, for each of these; told with ``Tick/permitted(step:)``.
  case ask(step: Int)
  /// A wait is over.
  case resume(wait: UInt64, WaitOutcome)
  /// The requirements of waits are to be asked, and told with ``Tick/judged(_:)``.
  indirect case judge(Judgement)
  /// What the run has for itself is to be given back, and told with ``Tick/cleanedUp``.
  case cleanUp
  /// Something for the log.
  case note(Note)
}

/// An execution to be started, or none.
///
/// Not an optional of one, which the compiler would copy and destroy by way of its type's metadata; every step pays for
/// some ten copies.
package struct Dispatch: Sendable {
  package let item: WorkItem?
  package let execution: StepExecution

  package static let none = Dispatch()

  @inline(__always)
  package init(item: WorkItem, execution: StepExecution) {
    self.item = item
    self.execution = execution
  }

  private init() {
    item = nil
    execution = StepExecution(serial: 0, workItem: 0, step: 0, attempt: 0, slot: 0)
  }

  @inline(__always)
  package var isNone: Bool { item == nil }
}

/// An event that the runtime puts into the stream.
package enum RuntimeWrite: Sendable {
  /// Returned by a step.
  case returned(any Event, StepExecution)
  /// What a step that waits has asked; 0 if it is no question with an answer of its own.
  case asked(any Event, StepExecution, question: UInt32)
  /// About the run itself.
  case internalEvent(any InternalEvent)
  /// An attempt no longer counts; written if it wrote something.
  case superseded(StepExecution)
}

/// Something worth a line in the log.
package enum Note: Sendable {
  /// An attempt failed; `retryAfter` is `nil` if it was the last.
  case attemptFailed(StepExecution, error: any Error, retryAfter: Duration?)
  /// A step failed for good, and a handler takes it.
  case recovered(StepExecution, error: any Error, handler: String)
  /// An event that no step takes.
  case unhandled(any Event)
  /// An event that reached a step which takes it as a member of a batch, but belongs to none.
  case stray(any Event, step: String)
  /// An answer that several open questions may be meant by.
  case ambiguous(any Event)
  /// Executions that ignored their cancellation beyond the grace period.
  case abandoned(steps: [String])
  /// What the run had for itself has not been given back within the grace period.
  case cleanupAbandoned
}

/// How a run ended.
///
/// A class, because every tick looks at the phase that carries it.
@usableFromInline
package final class RunEnd: Sendable {
  /// The last event of the stream.
  @usableFromInline package let event: any Event
  /// What waiting for the result throws; `nil` if the run stopped by itself.
  @usableFromInline package let error: (any Error)?

  /// Whether the run was cancelled.
  @usableFromInline package var isCancellation: Bool { event is WorkflowCancelledEvent }
  /// The attempt that returned the event; `nil` if the runtime ended the run.
  package let source: StepExecution?

  package init(event: any Event, error: (any Error)?, source: StepExecution? = nil) {
    self.event = event
    self.error = error
    self.source = source
  }

  /// The end of a run that never was one.
  static var withdrawn: RunEnd { RunEnd(event: WorkflowCancelledEvent(), error: CancellationError()) }
}
