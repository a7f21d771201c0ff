import ServiceContextModule
import Synchronization

/// One run: the engine's state behind a lock, and the tasks and deadlines that move it.
///
/// Every tick is applied under the lock, together with what it writes to the stream and the deadlines it sets; tasks
/// are started and cancelled, and waiters resumed, after the lock is released.
@usableFromInline
final class WorkflowRun: Sendable {
  /// A result's waiter.
  struct Waiter {
    let id: UInt64
    let continuation: UnsafeContinuation<RunEnd?, Never>
  }

  struct Guarded {
    var state: RunState
    var workers = Workers()
    var runDeadline: DeadlineID?
    /// The other deadlines: of attempts, retries, and the grace period.
    var deadlines: [DeadlineKey: DeadlineID] = [:]
    var waiters: [Waiter] = []
    var lastWaiter: UInt64 = 0
    /// Who is suspended in a wait of a step.
    var listeners: [UInt64: Listener] = [:]
    var lastWait: UInt64 = 0
    /// The runs right within this one that are on, with the serial numbers of the executions that run them.
    var children: [(run: WorkflowRun, execution: UInt64)] = []
    /// What steps have asked for; none unless one has.
    var resources: RunResources?
  }

  @usableFromInline let runID: String
  let table: StepTable
  let stream: StreamLog
  let runtime: WorkflowRuntime
  let timeout: Duration?
  let isVerbose: Bool
  let isObserved: Bool
  /// Whether steps run under the eyes of a monitor or of ``telemetry``.
  let isWatched: Bool
  let grace: Duration
  /// The run that this one is a part of.
  let parent: WorkflowRun?
  /// The execution there that runs this one.
  let parentExecution: StepExecution?
  /// The numbers of the questions that this run and those within it have asked.
  let questions = QuestionNumbers()
  let start: any StartEvent
  /// What the caller of `run` had, for the steps that are started from outside of its tasks.
  let serviceContext: ServiceContext?
  /// What is seen of the run from outside of the program; `nil` if there is nobody who looks.
  let telemetry: RunTelemetry?
  /// The workflow and its state.
  ///
  /// The run itself is not generic.
  let host: any AnyObject & Sendable

  /// Whether steps have asked for resources, for who does not hold the lock.
  let hasResources = Atomic(false)
  /// The resources that are made in another way for this run.
  let replacements: ResourceReplacements

  private let guarded: LockedValue<Guarded>

  init(
    runID: String, table: StepTable, start: any StartEvent, options: RunOptions, runtime: WorkflowRuntime,
    host: any AnyObject & Sendable, parent: WorkflowRun? = nil,
    parentExecution: StepExecution? = nil, branch: StreamBranch? = nil, heldPermits: Set<Permits.Key> = []
  ) {
    self.parent = parent
    self.parentExecution = parentExecution
    self.heldPermits = heldPermits
    self.runID = runID
    self.table = table
    self.runtime = runtime
    timeout = options.timeout.resolved(table.options.timeout)
    isVerbose = options.verbose
    isObserved = options.verbose || options.recordsInternalEvents
    grace = options.cancellationGrace
    replacements = options.resources
    self.start = start
    self.host = host
    serviceContext = ServiceContext.current
    telemetry =
      parent == nil && runtime.instruments.areNone
      ? nil : Self.telemetry(runID, of: table, start, in: runtime, parent, parentExecution, serviceContext)
    isWatched = telemetry != nil || runtime.monitor != nil
    stream = StreamLog(
      table: table, runID: runID, retention: options.streamRetention, origin: runtime.now, branch: branch)
    guarded = LockedValue(
      Guarded(
        state: RunState(
          runID: runID, table: table, isObserved: isObserved, grace: options.cancellationGrace)))
  }

  /// The permits that the steps around this run hold.
  let heldPermits: Set<Permits.Key>

  /// What is guarded, for who holds the lock.
  ///
  /// The pointer as a value: the compiler takes a change through the stored property for one of that property, and
  /// ThreadSanitizer then sees a race with everybody who goes to take the lock.
  @inline(__always)
  private var unguarded: UnsafeMutablePointer<Guarded> { guarded.unguarded }

  @inline(__always)
  func withGuarded<Result>(_ body: (inout Guarded) -> Result) -> Result { guarded.withLock(body) }

  // MARK: What moves the run

  /// Begins the run; to be called once it is admitted.
  ///
  /// Does nothing if it has ended meanwhile.
  ///
  /// - Parameter inherits: Whether the current task is that of the run's caller.
  func begin(inherits: Bool) { apply(.started(start, timeout: timeout), inherits: inherits) }

  /// Ends a run that cannot begin.
  func refuse(_ error: WorkflowError) { apply(.refused(error)) }

  func cancel() { apply(.cancelled) }

  func deadlinePassed(_ key: DeadlineKey) {
    guard case .step(let slot, let serial) = key else {
      withGuarded { $0.deadlines[key] = nil }
      return _ = apply(.deadline(key))
    }
    let now = runtime.now
    let expiry = withGuarded { guarded -> RunState.Expiry in
      let expiry = guarded.state.expiry(slot: slot, serial: serial, at: now)
      guarded.deadlines[key] = nil
      if case .refreshed(let instant) = expiry {
        guarded.deadlines[key] = runtime.deadlines.schedule(.run(self, key), at: instant)
      }
      return expiry
    }
    if case .expired(let execution, let timeout) = expiry { expire(execution, timeout) }
  }

  /// Applies a tick and does what follows from it; returns what the worker that brought it goes on with.
  ///
  /// - Parameters:
  ///   - worker: The worker that brought the tick, whose execution has ended.
  ///   - inherits: Whether the current task has the context that steps are to have.
  @discardableResult
  func apply(_ tick: Tick, by worker: Workers.ID? = nil, inherits: Bool = false) -> Dispatch {
    let now = runtime.now
    guarded.lock()
    return applyAndUnlock(tick, by: worker, inherits: inherits, at: now)
  }

  /// Applies a tick from outside, if it is still wanted; returns whether it was.
  @discardableResult
  func apply(_ tick: Tick, inherits: Bool = false, if isWanted: (inout Guarded) -> Bool) -> Bool {
    let now = runtime.now
    guarded.lock()
    guard isWanted(&unguarded.pointee) else {
      guarded.unlock()
      return false
    }
    applyAndUnlock(tick, by: nil, inherits: inherits, at: now)
    return true
  }

  /// The lock is held, and is released.
  @inline(__always) @discardableResult
  private func applyAndUnlock(
    _ tick: Tick, by worker: Workers.ID?, inherits: Bool, at now: MonotonicInstant
  ) -> Dispatch {
    var spawns = Workers.Spawns()
    let commands = unguarded.pointee.state.apply(tick, at: now)
    let next = assign(commands.first, to: worker, isStale: commands.isStale, &spawns)
    if commands.isTrivial {
      guarded.unlock()
      if !spawns.isEmpty { spawn(spawns, inherits: inherits) }
      return next
    }
    let aftermath = perform(commands, at: now, &spawns)
    guarded.unlock()
    finish(commands, aftermath, spawns, inherits: inherits)
    return next
  }

  /// Gives an execution to the worker that is here, or to whichever comes first; the lock is held.
  @inline(__always)
  private func assign(
    _ first: Dispatch, to worker: Workers.ID?, isStale: Bool, _ spawns: inout Workers.Spawns
  ) -> Dispatch {
    guard let worker else {
      if !first.isNone { add(first, &spawns) }
      return .none
    }
    if isStale {
      unguarded.pointee.workers.dismiss(worker)
      return .none
    }
    if !first.isNone,
      isBlocking(first) != worker.isBlocking || table.hasPriorities && isLessUrgent(first, for: worker)
    {
      add(first, &spawns)
      return unguarded.pointee.workers.goOn(worker, with: .none)
    }
    return unguarded.pointee.workers.goOn(worker, with: first)
  }

  /// Makes an execution ready; the lock is held.
  private func add(_ dispatch: Dispatch, _ spawns: inout Workers.Spawns) {
    let step = Int(dispatch.execution.step)
    unguarded.pointee.workers.add(
      dispatch, isBlocking: table.steps[step].isBlocking, priority: table.steps[step].priority, &spawns)
  }

  /// Whether something is ready for a worker that matters more than an execution; the lock is held.
  private func isLessUrgent(_ dispatch: Dispatch, for worker: Workers.ID) -> Bool {
    unguarded.pointee.workers.hasMoreUrgent(
      than: table.steps[Int(dispatch.execution.step)].priority, for: worker)
  }

  @inline(__always)
  private func isBlocking(_ dispatch: Dispatch) -> Bool { table.steps[Int(dispatch.execution.step)].isBlocking }

  /// Does the part of the commands that has to be in order with other ticks; the lock is held.
  private func perform(
    _ commands: Commands, at now: MonotonicInstant, _ spawns: inout Workers.Spawns
  ) -> Aftermath {
    var aftermath = Aftermath()
    if commands.others.count > 64 { cancelTogether(commands.others, &aftermath) }
    for command in commands.others { perform(command, at: now, &aftermath, &spawns) }
    if let instant = commands.runDeadline {
      unguarded.pointee.runDeadline = runtime.deadlines.schedule(.run(self, .run), at: instant)
    }
    aftermath.end = commands.end
    if commands.seals {
      stream.seal()
      if let deadline = unguarded.pointee.runDeadline { runtime.deadlines.cancel(deadline) }
      unguarded.pointee.runDeadline = nil
      unguarded.pointee.workers.cancelAll { aftermath.interruptions.cancels.append($0) }
      for (child, _) in unguarded.pointee.children { aftermath.interruptions.children.append(child) }
      if !unguarded.pointee.listeners.isEmpty {
        // Not all of them are in tasks that are cancelled: a step may have started others.
        // In the order in which they came, which a simulation has to find the same each time.
        for (_, listener) in unguarded.pointee.listeners.sorted(by: { $0.key < $1.key }) {
          aftermath.interruptions.listeners.append((listener, .failure(CancellationError())))
        }
        unguarded.pointee.listeners = [:]
      }
      if unguarded.pointee.workers.hasReady {
        let withdrawn = unguarded.pointee.workers.withdraw()
        aftermath.interruptions.neverBegan += withdrawn.filter { needsPermit($0) }
        let rest = unguarded.pointee.state.apply(.withdrawn(withdrawn), at: now)
        for command in rest.others { perform(command, at: now, &aftermath, &spawns) }
        aftermath.end = aftermath.end ?? rest.end
      }
    }
    if let end = aftermath.end {
      let record = end.source.map { StoredRecord(end.event, from: $0, at: now) } ?? StoredRecord(end.event, at: now)
      aftermath.readers.add(stream.finish(record))
      swap(&aftermath.waiters, &unguarded.pointee.waiters)
      unguarded.pointee.workers = Workers()
    }
    return aftermath
  }

  /// Prepares to cancel many executions at once: to look for each of them would cost the square of their number.
  private func cancelTogether(_ commands: [Command], _ aftermath: inout Aftermath) {
    var executions: Set<UInt64> = []
    for case .cancel(let execution) in commands { executions.insert(execution.serial) }
    if executions.count < 16 { return }
    aftermath.interruptions.found = unguarded.pointee.workers.cancel(executions)
  }

  private func perform(
    _ command: Command, at now: MonotonicInstant, _ aftermath: inout Aftermath, _ spawns: inout Workers.Spawns
  ) {
    switch command {
    case .start(let dispatch): add(dispatch, &spawns)
    case .write(let write): perform(write, at: now, &aftermath)
    case .set(let key, let instant):
      unguarded.pointee.deadlines[key] = runtime.deadlines.schedule(.run(self, key), at: instant)
    case .forget(let key):
      if unguarded.pointee.deadlines.isEmpty { return }
      if let id = unguarded.pointee.deadlines.removeValue(forKey: key) { runtime.deadlines.cancel(id) }
    case .cancel(let execution):
      for (child, serial) in unguarded.pointee.children where serial == execution.serial {
        aftermath.interruptions.children.append(child)
      }
      // One that has become ready just now was not found with the others.
      switch aftermath.interruptions.found[execution.serial] ?? unguarded.pointee.workers.cancel(execution) {
      case .running(let task): if let task { aftermath.interruptions.cancels.append(task) }
      case .takenBack:
        unguarded.pointee.state.neverBegan(execution)
        if needsPermit(execution) { aftermath.interruptions.neverBegan.append(execution) }
        stream.unfence(execution)
      }
    case .fence(let execution): stream.fence(execution)
    case .unfence(let execution): stream.unfence(execution)
    case .settle(let execution): aftermath.readers.add(stream.settle(execution))
    case .resume(let wait, let outcome):
      if let listener = unguarded.pointee.listeners.removeValue(forKey: wait) {
        aftermath.interruptions.listeners.append((listener, outcome))
      }
    case .cleanUp: aftermath.cleansUp = true
    case .note, .judge, .ask: break
    }
  }
}
