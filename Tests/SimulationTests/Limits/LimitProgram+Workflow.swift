import Workflows

typealias LimitWorkflow = InlineWorkflow<Begin, Stop<Nothing>, NoState>
private typealias LimitStep = Workflows.Step<Begin, Stop<Nothing>, NoState>

private struct Passing: Error {}

extension LimitProgram {
  /// A run of the program as a workflow of the library's, whose steps tell the ledger what they do.
  func workflow(
    _ number: Int, _ ledger: LimitLedger, hasTimeouts: Bool, now: @escaping @Sendable () -> Int
  ) -> LimitWorkflow {
    let run = runs[number]
    return LimitWorkflow(
      "limits-\(seed)-\(number)", stop: Stop<Nothing>.self, options: .init(timeout: nil, termination: .implicit)
    ) {
      steps(0, E1.self)
      if run.steps.count > 1 { steps(1, E2.self) }
      if run.steps.count > 2 { steps(2, E3.self) }
    }

    func steps<E: PoolEvent>(_ index: Int, _: E.Type) -> [LimitStep] {
      let step = run.steps[index]
      let limit = step.limit.map { SharedLimit($0.name, permits: $0.count, within: $0.isPerRun ? .run : .runtime) }
      let retry = RetryPolicy(wait: .fixed(.seconds(step.retryDelay)), stop: .afterAttempt(step.failures + 1))
      let options = StepOptions(
        numWorkers: step.workers, retry: step.failures > 0 ? retry : nil,
        timeout: hasTimeouts ? step.timeout.map { .seconds($0) } : nil, priority: step.priority, limit: limit)
      return [
        LimitStep("fan \(index)") { (_: Begin, _) in (0..<step.items).map { E(v: $0) } },
        LimitStep("again \(index)") { (_: Begin, context) -> [E] in
          guard let seconds = step.secondWave else { return [] }
          try await context.sleep(for: .seconds(seconds))
          ledger.add(step.items, number, index, at: now())
          return (0..<step.items).map { E(v: $0) }
        },
        LimitStep("work \(index)", options) { (_: E, context) in
          ledger.enter(number, index, at: now())
          let fails = context.attempt <= step.failures
          defer { ledger.leave(number, index, at: now(), retryAt: fails ? now() + step.retryDelay : nil) }
          if step.seconds > 0 { try await context.sleep(for: .seconds(step.seconds)) }
          if fails { throw Passing() }
        },
      ]
    }
  }
}
