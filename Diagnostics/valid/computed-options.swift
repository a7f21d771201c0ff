import Workflows

// Options that the macro cannot read are left to the compiler and to the run-time check.
private let workers = 2
private let skips: Set<GraphCheck> = [.terminalEvent]
private let policy = RetryPolicy(retry: .always, wait: .fixed(.seconds(1)) + .random(upTo: .seconds(1)), stop: .afterAttempt(5))
struct Log: Event {}

@Workflow(timeout: .seconds(30) * 2, numConcurrentRuns: workers + 1, skipGraphChecks: skips.union([.deadEnd]))
struct Options {
  private static let isExternal = true

  @Step(numWorkers: workers * 2, retry: policy, timeout: .milliseconds(1.5), blocking: true, external: isExternal,
    skipGraphChecks: skips, sends: Log.self)
  func begin(_ event: Start<Int>) -> Stop<Int> { Stop(workers) }
}
