import ServiceContextModule
import Synchronization

extension WorkflowRun {
  /// Starts the tasks that workers need.
  func spawn(_ spawns: Workers.Spawns, inherits: Bool) {
    if let helper = spawns.helper { spawn(helper, with: spawns.first, on: runtime.executor, inherits: inherits) }
    for worker in spawns.blocking {
      spawn(worker, with: .none, on: runtime.blockingExecutor, inherits: inherits)
    }
  }

  private func spawn(
    _ worker: Workers.ID, with dispatch: Dispatch, on executor: (any TaskExecutor)?, inherits: Bool
  ) {
    runtime.tasks.add(1)
    let task: Task<Void, Never> =
      switch (executor, inherits) {
      case (nil, true): Task { await self.work(worker, dispatch) }
      case (nil, false): Task.detached { await self.workInContext(worker, dispatch) }
      case (let executor?, true): Task(executorPreference: executor) { await self.work(worker, dispatch) }
      case (let executor?, false):
        Task.detached(executorPreference: executor) { await self.workInContext(worker, dispatch) }
      }
    if withGuarded({ $0.workers.register(task, for: worker) }) { task.cancel() }
  }

  /// Works with the service context of the run, in a task that was not made by one of the run's own.
  private func workInContext(_ worker: Workers.ID, _ dispatch: Dispatch) async {
    guard let serviceContext else { return await work(worker, dispatch) }
    await ServiceContext.withValue(serviceContext) { await work(worker, dispatch) }
  }

  /// Runs a step, applies its result, and goes on with what there is to do, for as long as there is something.
  private func work(_ worker: Workers.ID, _ first: Dispatch) async {
    var dispatch = begin(worker, first)
    var untilYield = Self.stepsBetweenYields
    while let item = dispatch.item {
      let execution = dispatch.execution
      let tick: Tick
      do {
        let emissions =
          if isWatched {
            try await runWatched(item, execution)
          } else {
            try await table.steps[Int(execution.step)].body(host, item.event, self, execution)
          }
        tick = .returned(execution, emissions)
      } catch {
        tick = .failed(execution, report(error, execution))
      }
      if hasResources.load(ordering: .acquiring) { await closeResources(of: execution) }
      if needsPermit(execution) { giveBackPermit(of: execution) }
      dispatch = apply(tick, by: worker, inherits: true)
      // A task that the step has left behind may have asked for some until the run knew that it had returned.
      if hasResources.load(ordering: .acquiring) { await closeResources(of: execution) }
      if !dispatch.isNone, Task.isCancelled {
        // The step has cancelled its own task, for good; what follows is not to find its task cancelled.
        if let other = withGuarded({ $0.workers.replace(worker) }) {
          spawn(
            other, with: dispatch, on: other.isBlocking ? runtime.blockingExecutor : runtime.executor, inherits: true)
        }
        break
      }
      untilYield -= 1
      if untilYield == 0 {
        // Other runs want a turn too.
        await Task.yield()
        untilYield = Self.stepsBetweenYields
      }
    }
    runtime.tasks.subtract(1)
  }

  @inline(never)
  func run(
    _ item: WorkItem, _ execution: StepExecution, under monitor: any RunMonitor
  ) async throws -> Emissions {
    let step = ObservedStep(run: ObservedRun(run: self), item: item, execution: execution)
    do {
      try await monitor.willRun(step)
      let emissions = try await table.steps[Int(execution.step)].body(host, item.event, self, execution)
      await monitor.didRun(step, error: nil)
      return emissions
    } catch {
      await monitor.didRun(step, error: error)
      throw error
    }
  }

  /// What a worker begins with.
  private func begin(_ worker: Workers.ID, _ own: Dispatch) -> Dispatch {
    var spawns = Workers.Spawns()
    let (dispatch, isOver) = withGuarded { guarded -> (Dispatch, Bool) in
      if own.isNone { return (guarded.workers.begin(worker, &spawns), false) }
      guarded.workers.beginWithOwn(worker, &spawns)
      if case .running = guarded.state.phase, guarded.state.isCurrent(own.execution) { return (own, false) }
      // It waited so long for a thread that the run is about to end, or that its attempt has exceeded its timeout.
      return (.none, true)
    }
    if isOver, needsPermit(own.execution) { giveBackPermit(of: own.execution) }
    if isOver { apply(.withdrawn([own.execution]), by: worker) }
    if !spawns.isEmpty { spawn(spawns, inherits: true) }
    return dispatch
  }

  /// Yielding costs about as much as a few steps do; after so many it no longer shows.
  private static var stepsBetweenYields: Int { 128 }
}
