import DequeModule

/// A pool of threads for steps that block theirs.
///
/// Threads are made as they are needed, up to a limit, and end after ten idle seconds. Beyond the limit, steps wait.
final class BlockingExecutor: TaskExecutor {
  private struct State {
    var jobs: Deque<UnownedJob> = []
    var idle = 0
    var threads = 0
  }

  private static let idleTime = Duration.seconds(10)

  private let state = ConditionBox(State())
  private let limit: Int

  init(limit: Int) { self.limit = max(limit, 1) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let mustStart = state.withLock { state in
      state.jobs.append(job)
      let mustStart = state.idle < state.jobs.count && state.threads < limit
      if mustStart { state.threads += 1 }
      return (mustStart, wakes: true)
    }
    if mustStart { startThread() }
  }

  private func startThread() {
    if PosixThread.start({ [self] in work() }) { return }
    let left = state.withLock { state in
      state.threads -= 1
      return (state.threads, wakes: false)
    }
    // With no thread at all the jobs would wait for ever; the caller's thread does them.
    guard left == 0 else { return }
    while let job = state.withLock({ ($0.jobs.popFirst(), wakes: false) }) {
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
  }

  private func work() {
    while let job = nextJob() { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func nextJob() -> UnownedJob? {
    var deadline: MonotonicInstant?
    return state.wait { state -> ConditionBox<State>.Next<UnownedJob?> in
      if let job = state.jobs.popFirst() {
        if deadline != nil { state.idle -= 1 }
        return .done(job)
      }
      guard let until = deadline else {
        let until = MonotonicInstant.current.advanced(by: Self.idleTime)
        deadline = until
        state.idle += 1
        return .wait(until: until)
      }
      if until <= .current {
        state.idle -= 1
        state.threads -= 1
        return .done(nil)
      }
      return .wait(until: until)
    }
  }
}
