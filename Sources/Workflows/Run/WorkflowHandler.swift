/// A run, seen from outside: its stream, its result, and ways to speak to it.
///
/// A handler is a value that may be copied, kept and dropped at will. It does not own the run: the runtime does. Safe
/// from any task and thread.
public struct WorkflowHandler<W: Workflow>: Sendable {
  @usableFromInline let run: WorkflowRun
  @usableFromInline let host: WorkflowHost<W>

  @inlinable
  init(run: WorkflowRun, host: WorkflowHost<W>) {
    self.run = run
    self.host = host
  }

  /// The id of the run, unique among the runs that are on in its runtime.
  public var runID: String { run.runID }

  // MARK: Ending

  /// The result of the run, once it has ended.
  ///
  /// May be awaited any number of times, by any number of tasks.
  ///
  /// Waiting does not own the run: when a task that waits is cancelled, only its waiting ends.
  ///
  /// - Throws: What the failed step threw, unchanged; ``WorkflowError`` with code ``WorkflowError/Code/timedOut``,
  ///   ``WorkflowError/Code/cancelled`` or ``WorkflowError/Code/stuck``, or, if the run could not begin, with
  ///   ``WorkflowError/Code/invalidWorkflow``, ``WorkflowError/Code/duplicateRunID`` or
  ///   ``WorkflowError/Code/runtimeShutDown``; `CancellationError` if the waiting task is cancelled.
  @inlinable
  // Concurrent, so that the compiler says it in plain words if 'await' is forgotten.
  @concurrent
  public var result: W.StopEventType.Result {
    get async throws { try await stopEventResult().result }
  }

  /// The stop event with which the run ended, once it has.
  ///
  /// Not to be confused with ``stopEvent``, which does not wait, and which a run that ended badly has too.
  ///
  /// - Throws: As ``result`` does.
  @inlinable
  public func stopEventResult() async throws -> W.StopEventType { try stopEvent(of: await run.waitForEnd()) }

  @inlinable
  func stopEvent(of end: RunEnd) throws -> W.StopEventType {
    if let error = end.error { throw error }
    guard let stop = W.StopEventType.accept(end.event) else {
      throw run.stoppedWithAnother(end.event, than: W.StopEventType.self)
    }
    return stop
  }

  /// The last event of the run, whichever way it ended; `nil` while it is on.
  ///
  /// Not to be confused with ``stopEventResult()``, which waits for the end, and throws if it was a bad one.
  public var stopEvent: (any StopEvent)? { run.end?.event as? any StopEvent }

  /// Whether the run has ended.
  public var isDone: Bool { run.end != nil }

  /// Asks the run to end, and returns at once.
  ///
  /// Its steps are cancelled; when they have ended, or the grace period is over, ``WorkflowCancelledEvent`` is the
  /// last event of the stream. Await ``result``, or the end of the stream, to wait for it. Does nothing if the run is
  /// about to end already.
  public func cancelRun() { run.cancel() }

  // MARK: Watching

  /// The events of the run, up to and including its terminal event.
  ///
  /// - Parameters:
  ///   - position: Where to begin; at the first event of the run unless told otherwise, however late it is asked.
  ///   - exposeInternal: Whether the run's internal events are delivered, as far as they are recorded
  ///     (``RunOptions/recordsInternalEvents``).
  public func streamEvents(from position: StreamPosition = .start, exposeInternal: Bool = false) -> EventStream {
    EventStream(log: run.stream, from: position, exposesInternal: exposeInternal)
  }

  /// The names of the steps that run at this moment, in declaration order.
  public var runningSteps: [String] { run.runningSteps }

  /// A copy of the run's state as it is now.
  ///
  /// Give it to another run to go on with it: `run("again", state: handler.state)`.
  public var state: W.RunState { host.store.value }

  /// The state of the run itself, to be read and edited while the run is on: see ``StateStore``.
  ///
  /// Edits are atomic, and steps see them at once. Prefer an event for what steps are to act upon: an edit tells nobody.
  /// After the run has ended, an edit changes what ``state`` is and nothing else.
  ///
  /// Python: `handler.ctx.store`.
  public var store: StateStore<W.RunState> { host.store }

  // MARK: Speaking

  /// Sends an event to every step of the run that takes it, and to one that waits for it, such as the answer of a person.
  ///
  /// Returns when the event is in the run, before any step has seen it. Events sent before the run had its turn are
  /// kept for it. What nobody in the run takes goes to the first of its children that does.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/notAccepted`` if no step of the run or of its children
  ///   takes it or waits for it, ``WorkflowError/Code/ambiguousAnswer`` if it may answer several open questions, or
  ///   ``WorkflowError/Code/runEnded``.
  public func sendEvent(_ event: some Event) throws { try run.send(event, to: nil) }

  /// Sends an event to one step of the run.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/unknownStep``, ``WorkflowError/Code/notAccepted`` or
  ///   ``WorkflowError/Code/runEnded``.
  public func sendEvent(_ event: some Event, to step: String) throws { try run.send(event, to: step) }
}
