import Testing
import Workflows
import WorkflowsTesting

/// Random runs that share limits never exceed them, never leave a permit unused, and go in order.
@Suite("A random program of limits", .timeLimit(.minutes(10)))
struct LimitProgramTests {
  @Test func `keeps to its limits, and lets nobody wait in vain`() async throws {
    for seed in Programs.seeds(300) {
      let program = LimitProgram(seed: seed)
      try await simulate(seeds: seed * 2..<seed * 2 + 2, faults: [.restlessReaders]) { simulation in
        let ledger = LimitLedger()
        let handlers = try await run(program, ledger, simulation, isUndisturbed: true)
        for problem in ledger.problems.prefix(3) {
          simulation.expect(false, "program \(seed): \(problem)\n  \(program)")
        }
        for (number, handler) in handlers {
          let isCancelled = handler.stopEvent is WorkflowCancelledEvent
          let attempts = ledger.attempts(of: number)
          simulation.expect(
            isCancelled ? attempts <= program.runs[number].attempts : attempts == program.runs[number].attempts,
            "program \(seed): run \(number) made \(attempts) attempts\n  \(program)")
        }
      }
    }
  }

  /// Starts and cancels the runs at their times; returns their handlers when all have ended.
  private func run(
    _ program: LimitProgram, _ ledger: LimitLedger, _ simulation: Simulation, isUndisturbed: Bool
  ) async throws -> [(Int, WorkflowHandler<LimitWorkflow>)] {
    let now: @Sendable () -> Int = { Int(simulation.clock.now.components.seconds) }
    var handlers: [(Int, WorkflowHandler<LimitWorkflow>)] = []
    for second in 0..<2_000 {
      for (number, run) in program.runs.enumerated() where run.start == second {
        ledger.begin(number, run, at: second)
        let handler = simulation.run(
          program.workflow(number, ledger, hasTimeouts: !isUndisturbed, now: now), Begin(v: 0))
        handlers.append((number, handler))
      }
      for (number, handler) in handlers where program.runs[number].cancellation == second {
        ledger.end(number)
        handler.cancelRun()
      }
      if handlers.count == program.runs.count, handlers.allSatisfy(\.1.isDone) { break }
      if !isUndisturbed, !handlers.isEmpty, simulation.choose(0..<8) == 0 {
        try handlers[simulation.choose(0..<handlers.count)].1.cancelSteps("work 0")
      }
      try await simulation.sleep(for: .milliseconds(500))
      if isUndisturbed { ledger.audit(at: second) }
      try await simulation.sleep(for: .milliseconds(500))
    }
    for (_, handler) in handlers { _ = await handler.stopEventAtEnd() }
    return handlers
  }

  @Test func `keeps what is promised of every run, whatever strikes it`() async throws {
    for seed in Programs.seeds(60, atMost: 150) {
      let program = LimitProgram(seed: seed)
      try await simulate(seeds: seed * 2..<seed * 2 + 2, faults: .all) { simulation in
        let handlers = try await run(program, LimitLedger(), simulation, isUndisturbed: false)
        for (_, handler) in handlers { handler.cancelRun() }
      }
    }
  }
}

extension WorkflowHandler {
  /// The last event of the run, once there is one.
  fileprivate func stopEventAtEnd() async -> (any Event)? {
    var last: (any Event)?
    for await event in streamEvents() { last = event }
    return last
  }
}
