public import CoreMetrics
import DequeModule
public import Logging
import Synchronization
public import Tracing

/// What runs share: clock, randomness, threads, log and limits.
///
/// It owns every run from its start to its terminal event.
///
/// A run goes on whoever still holds its handler, and nobody has to. Most programs use ``shared``; a test makes its
/// own with a virtual clock and a fixed seed. Safe from any task and thread.
public final class WorkflowRuntime: Sendable {
  /// The runtime that `run` uses unless it is given another.
  public static let shared = WorkflowRuntime()

  /// How much a runtime does at once.
  public struct Limits: Sendable {
    /// How many runs may be on at once; the others wait for their turn, in order.
    ///
    /// `nil` for no limit.
    public var concurrentRuns: Int?
    /// How many blocking steps (`@Step(blocking: true)`) may have a thread at once; at least 1.
    public var blockingThreads: Int

    /// Makes limits; each has a default.
    public init(concurrentRuns: Int? = nil, blockingThreads: Int = 64) {
      self.concurrentRuns = concurrentRuns
      self.blockingThreads = blockingThreads
    }
  }

  /// What a runtime has in hand, for tests and for monitoring.
  public struct Activity: Hashable, Sendable {
    /// Runs that have not ended, those that wait for their turn included.
    public var runs: Int
    /// Tasks that run steps, those that a run left behind included.
    public var tasks: Int
    /// Deadlines that are set.
    public var deadlines: Int
  }

  private struct State {
    var runs: [String: WorkflowRun] = [:]
    var ids: RunIDs
    var admission: Admission
    /// Runs whose turn has come, to be begun in this order.
    var beginning: Deque<WorkflowRun> = []
    /// Whether somebody is beginning them.
    var isBeginning = false
    var isShutDown = false
    /// Who waits for the last run to end.
    var drained: [UnsafeContinuation<Void, Never>] = []
  }

  let time: TimeSource
  private let isRealTime: Bool
  let deadlines: DeadlineQueue
  let seed: UInt64
  let executor: (any TaskExecutor)?
  let logger: Logger
  let tasks = Counter()
  let resources: RuntimeResources
  let permits = Permits()
  let blockingExecutor: (any TaskExecutor)?
  let monitor: (any RunMonitor)?
  let instruments: Instruments
  private let state: LockedValue<State>

  /// Makes a runtime.
  ///
  /// - Parameters:
  ///   - clock: The time that timeouts, retries and waits go by.
  ///   - seed: What random delays and run ids come from; the system's entropy if it is `nil`.
  ///   - executor: Where steps run; the system's thread pool if it is `nil`. Blocking steps have threads of their own.
  ///   - logger: Where failures of steps, and what verbose runs do, are logged.
  ///   - tracer: Where the spans of runs and steps go: see <doc:Observability>. If it is `nil`, to the tracer that is
  ///     bootstrapped, or bound to the task, when a run is started; with a `NoOpTracer`, nowhere.
  ///   - metrics: Where they are counted and timed; nowhere with `NOOPMetricsHandler.instance`.
  ///   - limits: How much it does at once.
  ///   - resources: Resources that are made in another way than their definitions say.
  public convenience init(
    clock: any WorkflowClock = .continuous, seed: UInt64? = nil, executor: (any TaskExecutor)? = nil,
    logger: Logger = Logger(label: "workflows"), tracer: (any Tracer)? = nil,
    metrics: any MetricsFactory = MetricsSystem.factory, limits: Limits = Limits(),
    resources: ResourceReplacements = ResourceReplacements()
  ) {
    self.init(
      clock: clock, seed: seed, executor: executor, blockingExecutor: BlockingExecutor(limit: limits.blockingThreads),
      monitor: nil, logger: logger, instruments: Instruments(tracer: tracer, metrics: metrics), limits: limits,
      resources: resources)
  }

  /// Makes a runtime in which nothing happens that its maker does not see.
  package init(
    clock: any WorkflowClock, seed: UInt64?, executor: (any TaskExecutor)?, blockingExecutor: (any TaskExecutor)?,
    monitor: (any RunMonitor)?, logger: Logger, instruments: Instruments, limits: Limits,
    resources: ResourceReplacements = ResourceReplacements()
  ) {
    time = TimeSource(clock)
    isRealTime = time.isContinuous
    deadlines = DeadlineQueue(time: time)
    var system = SystemRandomNumberGenerator()
    self.seed = seed ?? system.next()
    self.executor = executor
    self.logger = logger
    self.blockingExecutor = blockingExecutor
    self.monitor = monitor
    self.instruments = instruments
    self.resources = RuntimeResources(
      replacements: resources, tasks: Tasks(executor: executor, logger: logger, counter: tasks))
    state = LockedValue(State(ids: RunIDs(seed: seed), admission: Admission(limit: limits.concurrentRuns)))
  }

  deinit { deadlines.stop() }

  @inline(__always)
  var now: MonotonicInstant { isRealTime ? .current : time.now }

  /// What the runtime has in hand at this moment.
  public var activity: Activity {
    Activity(runs: state.withLock(\.runs.count), tasks: tasks.value, deadlines: deadlines.count)
  }

  /// Whether no step holds a permit of a limit or waits for one.
  package var hasUnusedLimits: Bool { permits.areUnused }

  /// How many deadlines are set for runs, and not for tasks that sleep.
  package var deadlinesOfRuns: Int { deadlines.countOfRuns }

  /// The handler of a run that is on; `nil` if there is no such run, or if it is one of another workflow.
  public func handler<W: Workflow>(for runID: String, of workflow: W.Type = W.self) -> WorkflowHandler<W>? {
    guard let run = state.withLock({ $0.runs[runID] }), let host = run.host as? WorkflowHost<W> else { return nil }
    return WorkflowHandler(run: run, host: host)
  }

  /// Ends the runtime: takes no run any more, cancels those that are on, and waits until they have ended; then it tears
  /// down the resources that they shared.
  ///
  /// A run that is started from now on is refused with code ``WorkflowError/Code/runtimeShutDown``. One that waits for its
  /// turn may still get it within the grace; then all are cancelled.
  ///
  /// Cancelling the calling task ends the grace at once, but not the waiting for the runs to end.
  ///
  /// - Parameter grace: How long runs may go on before they are cancelled, by the runtime's clock.
  public func shutdown(grace: Duration = .zero) async {
    let isBusy = state.withLock { state in
      state.isShutDown = true
      return !state.runs.isEmpty
    }
    if isBusy, grace > .zero {
      await withTaskGroup { group in
        group.addTask { await self.drain() }
        group.addTask { do { try await self.sleep(for: grace) } catch {} }
        await group.next()
        for run in self.runsInOrder { run.cancel() }
        group.cancelAll()
        await group.waitForAll()
      }
    } else {
      for run in runsInOrder { run.cancel() }
      await drain()
    }
    await resources.close()
  }

  /// The runs that are on, in an order that is the same in every process.
  private var runsInOrder: [WorkflowRun] {
    state.withLock { $0.runs.values.sorted { $0.runID < $1.runID } }
  }

  /// Waits until no run is on.
  private func drain() async {
    await withUnsafeContinuation { continuation in
      let isDrained = state.withLock { state in
        if state.runs.isEmpty { return true }
        state.drained.append(continuation)
        return false
      }
      if isDrained { continuation.resume() }
    }
  }

  // MARK: For runs

  /// Makes a run, takes it in, and begins it now or when its turn comes.
  @usableFromInline
  func start(
    _ start: any StartEvent, of table: StepTable, runID: String?, options: RunOptions, host: any AnyObject & Sendable
  ) -> WorkflowRun {
    let run = WorkflowRun(
      runID: runID ?? state.withLock { $0.ids.next() }, table: table, start: start, options: options, runtime: self,
      host: host)
    monitor?.didStart(ObservedRun(run: run))
    switch takeIn(run) {
    case .begin: run.begin(inherits: true)
    case .wait: break
    case .refuse(let error): run.refuse(error)
    }
    return run
  }

  /// Makes a run that is a part of another one, and begins it.
  ///
  /// It passes no gate: the run that waits for it has.
  ///
  /// - Returns: The run; `nil` if the step that asks for it has no business in its own run any more.
  func startChild(
    _ start: any StartEvent, of table: StepTable, from execution: StepExecution, in parent: WorkflowRun,
    _ branch: StreamBranch, options: RunOptions, host: any AnyObject & Sendable
  ) -> WorkflowRun? {
    let run = WorkflowRun(
      runID: "\(parent.runID)/\(state.withLock { $0.ids.next() })", table: table, start: start, options: options,
      runtime: self, host: host, parent: parent, parentExecution: execution, branch: branch,
      heldPermits: parent.heldPermits(by: execution))
    // Before it is a child: as one it may be ended at any moment, and is then let go of.
    state.withLock { $0.runs[run.runID] = run }
    guard parent.adopt(run, of: execution) else {
      run.telemetry?.ended(.withdrawn, at: now)
      ended(run)
      return nil
    }
    monitor?.didStart(ObservedRun(run: run))
    if let error = table.validationError { run.refuse(error) } else { run.begin(inherits: true) }
    return run
  }

  private enum Verdict { case begin, wait, refuse(WorkflowError) }

  private func takeIn(_ run: WorkflowRun) -> Verdict {
    if let error = run.table.validationError { return .refuse(error) }
    return state.withLock { state in
      if state.isShutDown {
        return .refuse(
          WorkflowError(
            code: .runtimeShutDown,
            message: "run '\(run.runID)' of workflow '\(run.table.workflowName)' cannot begin: its runtime was "
              + "shut down; run the workflow in another one"))
      }
      // Each look-up hashes the id, so there is one, and the rare duplicate is put right afterwards.
      if let other = state.runs.updateValue(run, forKey: run.runID) {
        state.runs[run.runID] = other
        return .refuse(.duplicate(run.runID))
      }
      return state.admission.admit(run) ? .begin : .wait
    }
  }

  /// Lets go of a run that has ended, and begins those whose turn it is.
  func ended(_ run: WorkflowRun) {
    let (mustBegin, drained) = state.withLock { state -> (Bool, [UnsafeContinuation<Void, Never>]) in
      guard let known = state.runs.removeValue(forKey: run.runID) else { return (false, []) }
      if known !== run {
        // One that was refused because its id is another's.
        state.runs[run.runID] = known
        return (false, [])
      }
      let next = run.parent == nil ? state.admission.ended(run) : []
      // A run that ends while it begins comes here again; whoever is beginning runs already begins the next one too,
      // so that a thousand of them take no deeper a stack than one.
      let mustBegin = !state.isBeginning && !next.isEmpty
      state.beginning += next
      if mustBegin { state.isBeginning = true }
      guard state.runs.isEmpty else { return (mustBegin, []) }
      if state.drained.isEmpty { return (mustBegin, []) }
      let drained = state.drained
      state.drained = []
      return (mustBegin, drained)
    }
    if mustBegin { beginRuns() }
    for continuation in drained { continuation.resume() }
  }

  private func beginRuns() {
    while let run = state.withLock({ state -> WorkflowRun? in
      let run = state.beginning.popFirst()
      if run == nil { state.isBeginning = false }
      return run
    }) {
      run.begin(inherits: false)
    }
  }

  func sleep(for duration: Duration) async throws {
    // A virtual clock rings only when it is advanced.
    if duration <= .zero { return try Task.checkCancellation() }
    let sleeper = Sleeper()
    let deadline = deadlines.schedule(.sleeper(sleeper), at: now.advanced(by: duration))
    defer { deadlines.cancel(deadline) }
    try await sleeper.sleep()
  }
}

extension WorkflowError {
  fileprivate static func duplicate(_ runID: String) -> WorkflowError {
    WorkflowError(
      code: .duplicateRunID, message: "run '\(runID)' is still on; give another run id, or wait until it has ended")
  }
}

/// A number that any thread may change.
final class Counter: Sendable {
  private let number = Atomic(0)

  var value: Int { number.load(ordering: .relaxed) }
  func add(_ count: Int) { number.add(count, ordering: .relaxed) }
  func subtract(_ count: Int) { number.subtract(count, ordering: .relaxed) }
}
