import Workflows

/// Runs every task of a simulation on one thread, in an order that choices decide.
final class SimulationExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    /// The thread that runs the jobs.
    var driver: UInt = 0
    /// How many jobs came from other threads.
    var strays = 0
  }

  private let state = ConditionBox(State())

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let thread = PosixThread.currentID
    state.withLock { state in
      state.jobs.append(job)
      let isStray = thread != state.driver
      if isStray { state.strays += 1 }
      return ((), wakes: isStray)
    }
  }

  /// How many jobs came from threads that the simulation does not control.
  var strays: Int { state.withLock { ($0.strays, wakes: false) } }

  /// Makes the current thread the one that runs the jobs.
  func attach() { state.withLock { state in (state.driver = PosixThread.currentID, wakes: false) } }

  /// Runs one of the jobs that are ready; returns whether there was one.
  func runOne(_ choices: Choices) -> Bool {
    let job = state.withLock { state -> (result: UnownedJob?, wakes: Bool) in
      if state.jobs.isEmpty { return (nil, false) }
      let index = choices.next(below: state.jobs.count)
      return (state.jobs.remove(at: index), false)
    }
    guard let job else { return false }
    job.runSynchronously(on: asUnownedTaskExecutor())
    return true
  }

  /// Waits, in real time, for a job from another thread; returns whether one came.
  func waitForStray(atMost patience: Duration) -> Bool {
    let end = MonotonicInstant.current.advanced(by: patience)
    return state.wait { state -> ConditionBox<State>.Next<Bool> in
      if !state.jobs.isEmpty { return .done(true) }
      return MonotonicInstant.current < end ? .wait(until: end) : .done(false)
    }
  }
}
