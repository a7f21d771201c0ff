import ServiceContextModule

/// One run: the engine's state behind a lock, and the tasks and deadlines that move it.
///
/// Every tick is applied under the lock, together with what it writes to the stream and the deadlines it sets; tasks
/// are started and cancelled, and waiters resumed, after the lock is released.
final class WorkflowRun: @unchecked Sendable {
  // Proof of sendability: everything that changes is in `guarded`, which is touched only while `lock` is held.

  /// A result's waiter.
  struct Waiter {
    let id: UInt64
    let continuation: UnsafeContinuation<RunEnd?, Never>
  }

  struct Guarded {
    var state: RunState
    /// The tasks of the workers, by slot.
    var workers: [Task<Void, Never>?] = []
    /// Where the stream stood when an attempt began that may be tried again, by slot.
    var attemptStarts: [Int] = []
    var runDeadline: DeadlineID?
    /// The other deadlines: of attempts, retries, and the grace period.
    var deadlines: [DeadlineKey: DeadlineID] = [:]
    var waiters: [Waiter] = []
    var lastWaiter: UInt64 = 0
  }

  let runID: String
  let table: StepTable
  let stream: StreamLog
  let runtime: WorkflowRuntime
  let timeout: Duration?
  let isVerbose: Bool
  let limit: Int?
  let start: any StartEvent
  /// What the caller of `run` had, for the steps that are started from outside of its tasks.
  let serviceContext: ServiceContext?
  /// The workflow and its state. The run itself is not generic.
  let host: any AnyObject & Sendable

  private let lock = Lock()
  private var guarded: Guarded

  init(
    runID: String, table: StepTable, start: any StartEvent, options: RunOptions, timeout: Duration?,
    limit: Int?, runtime: WorkflowRuntime, host: any AnyObject & Sendable
  ) {
    self.runID = runID
    self.table = table
    self.runtime = runtime
    self.timeout = timeout
    self.isVerbose = options.verbose
    self.limit = limit
    self.start = start
    self.host = host
    serviceContext = ServiceContext.current
    stream = StreamLog(table: table, retention: options.streamRetention, origin: runtime.now)
    guarded = Guarded(
      state: RunState(
        table: table, isObserved: options.verbose || options.recordsInternalEvents,
        grace: options.cancellationGrace))
  }

  @inline(__always)
  func withGuarded<Result>(_ body: (inout Guarded) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&guarded)
  }

  // MARK: What moves the run

  /// Begins the run; to be called once it is admitted. Does nothing if it has ended meanwhile.
  func begin() { apply(.started(start, timeout: timeout), inherits: true) }

  /// Ends a run that cannot begin.
  func refuse(_ error: WorkflowError) { apply(.refused(error)) }

  func cancel() { apply(.cancelled) }

  func deadlinePassed(_ key: DeadlineKey) {
    guard case .step(let slot, let serial) = key else { return _ = apply(.deadline(key)) }
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
  /// - Parameter inherits: Whether the current task has the context that steps are to have.
  @discardableResult
  func apply(_ tick: Tick, inherits: Bool = false, worker: StepExecution? = nil) -> Dispatch? {
    let now = runtime.now
    lock.lock()
    let commands = guarded.state.apply(tick, at: now)
    let aftermath = perform(commands, worker: worker, at: now)
    lock.unlock()
    aftermath.readers.resume()
    if aftermath.isTrivial { return commands.next }
    for worker in aftermath.cancels { worker.cancel() }
    for dispatch in commands.starts { spawn(dispatch, inherits: inherits) }
    for note in commands.notes { log(note) }
    if isVerbose { logVerbose(commands) }
    if let end = commands.end {
      runtime.ended(self)
      for waiter in aftermath.waiters { waiter.continuation.resume(returning: end) }
    }
    return commands.next
  }

  /// What is left to do once the lock is released.
  private struct Aftermath {
    var readers = StreamLog.Wakeups()
    var cancels: [Task<Void, Never>] = []
    var waiters: [Waiter] = []
    var isTrivial = false
  }

  /// Does the part of the commands that has to be in order with other ticks; the lock is held.
  @inline(__always)
  private func perform(_ commands: Commands, worker: StepExecution?, at now: MonotonicInstant) -> Aftermath {
    var aftermath = Aftermath()
    aftermath.isTrivial =
      commands.starts.isEmpty && commands.notes.isEmpty && commands.cancels.isEmpty && commands.end == nil
      && !isVerbose
    if !commands.writes.isEmpty { write(commands.writes, at: now, &aftermath) }
    for slot in commands.cancels where guarded.workers.indices.contains(slot) {
      if let worker = guarded.workers[slot] { aftermath.cancels.append(worker) }
      guarded.workers[slot] = nil
    }
    // A worker that has nothing to go on with ends; its slot is free for another one.
    if let worker, commands.next == nil, !commands.isStale, guarded.workers.indices.contains(Int(worker.slot)) {
      guarded.workers[Int(worker.slot)] = nil
    }
    for deadline in commands.deadlines { perform(deadline) }
    if let next = commands.next { noteStart(of: next) }
    for dispatch in commands.starts { noteStart(of: dispatch) }
    if commands.seals { stream.seal() }
    if let end = commands.end {
      aftermath.readers.add(stream.finish(StoredRecord(end.event, at: now)))
      swap(&aftermath.waiters, &guarded.waiters)
      guarded.workers = []
    }
    return aftermath
  }

  @inline(__always)
  private func noteStart(of dispatch: Dispatch) {
    guard table.steps[Int(dispatch.execution.step)].retry != nil else { return }
    let slot = Int(dispatch.execution.slot)
    while guarded.attemptStarts.count <= slot { guarded.attemptStarts.append(0) }
    guarded.attemptStarts[slot] = stream.end
  }

  private func write(_ writes: [RuntimeWrite], at now: MonotonicInstant, _ aftermath: inout Aftermath) {
    for write in writes {
      let record: StoredRecord
      switch write {
      case .returned(let event, let execution): record = StoredRecord(event, from: execution, at: now)
      case .own(let event): record = StoredRecord(event, at: now)
      case .internalEvent(let event): record = StoredRecord(event, at: now, isInternal: true)
      case .superseded(let execution):
        let slot = Int(execution.slot)
        let start = guarded.attemptStarts.indices.contains(slot) ? guarded.attemptStarts[slot] : 0
        guard let first = stream.firstRecord(of: execution, from: start) else { continue }
        let event = AttemptSuperseded(
          stepName: stepName(of: execution), attempt: Int(execution.attempt), firstSequence: first)
        record = StoredRecord(event, at: now)
      }
      aftermath.readers.add(stream.appendFromRuntime(record))
    }
  }

  private func perform(_ command: DeadlineCommand) {
    switch command {
    case .set(.run, let instant):
      guarded.runDeadline = runtime.deadlines.schedule(.run(self, .run), at: instant)
    case .cancel(.run):
      if let id = guarded.runDeadline { runtime.deadlines.cancel(id) }
      guarded.runDeadline = nil
    case .set(let key, let instant):
      guarded.deadlines[key] = runtime.deadlines.schedule(.run(self, key), at: instant)
    case .cancel(let key):
      if guarded.deadlines.isEmpty { return }
      if let id = guarded.deadlines.removeValue(forKey: key) { runtime.deadlines.cancel(id) }
    }
  }

  // MARK: Workers

  /// Starts a task for a worker.
  private func spawn(_ dispatch: Dispatch, inherits: Bool) {
    runtime.tasks.add(1)
    let executor =
      table.steps[Int(dispatch.execution.step)].isBlocking ? runtime.blockingExecutor : runtime.executor
    let task: Task<Void, Never> =
      switch (executor, inherits) {
      case (nil, true): Task { await self.work(dispatch) }
      case (nil, false): Task.detached { await self.workInContext(dispatch) }
      case (let executor?, true): Task(executorPreference: executor) { await self.work(dispatch) }
      case (let executor?, false): Task.detached(executorPreference: executor) { await self.workInContext(dispatch) }
      }
    let isWanted = withGuarded { guarded in
      let slot = Int(dispatch.execution.slot)
      guard guarded.state.isRunning(dispatch.worker, in: slot) else { return false }
      while guarded.workers.count <= slot { guarded.workers.append(nil) }
      guarded.workers[slot] = task
      return true
    }
    // The worker has ended already, or is no longer waited for.
    if !isWanted { task.cancel() }
  }

  private func workInContext(_ first: Dispatch) async {
    guard let serviceContext else { return await work(first) }
    await ServiceContext.withValue(serviceContext) { await work(first) }
  }

  /// Runs a step, applies its result, and goes on with what follows, for as long as something does.
  private func work(_ first: Dispatch) async {
    var dispatch = first
    var untilYield = Self.stepsBetweenYields
    while true {
      let tick: Tick
      do {
        let body = table.steps[Int(dispatch.execution.step)].body
        tick = .returned(dispatch.execution, try await body(host, dispatch.event, self, dispatch.execution))
      } catch {
        tick = .failed(dispatch.execution, report(error, dispatch.execution))
      }
      guard let next = apply(tick, inherits: true, worker: dispatch.execution) else { break }
      dispatch = next
      untilYield -= 1
      if untilYield == 0 {
        // Other runs want a turn too.
        await Task.yield()
        untilYield = Self.stepsBetweenYields
      }
    }
    runtime.tasks.subtract(1)
  }

  /// Yielding costs about as much as a few steps do; after so many it no longer shows.
  private static let stepsBetweenYields = 128
}
