import ReferenceModel
import Testing
import Workflows
import WorkflowsTesting

/// Random programs under every kind of bad luck, cancelled and timed out at random moments, keep what is promised of
/// every run, whatever comes of them.
@Suite("A random program that is disturbed", .timeLimit(.minutes(10)))
struct DisturbedProgramTests {
  @Test func `ends once, and leaves nothing behind`() async throws {
    for seed in Programs.seeds(1_000) {
      let program = ProgramGenerator().program(seed: seed)
      try await simulate(seeds: seed * 4..<seed * 4 + 2, faults: .all) { simulation in
        let log = StartLog(steps: program.steps.count)
        var timeouts: [Int: StepTimeout] = [:]
        for index in program.steps.indices where simulation.choose(0..<3) == 2 {
          let duration = Duration.seconds([5, 60, 7_200][simulation.choose(0..<3)])
          timeouts[index] = simulation.choose(0..<2) == 0 ? .after(duration) : .idle(duration)
        }
        let retention: [StreamRetention] = [.all, .last(5), .bytes(400)]
        let handler = simulation.run(
          program.workflow(log, timeouts: timeouts), Begin(v: program.start),
          timeout: [.never, .seconds(20), .seconds(5_000)][simulation.choose(0..<3)],
          options: RunOptions(
            recordsInternalEvents: simulation.choose(0..<2) == 1, streamRetention: retention[simulation.choose(0..<3)]))
        try await disturb(handler, simulation)
      }
    }
  }

  /// Answers and cancels now and then, and in the end for good.
  private func disturb(_ handler: WorkflowHandler<ProgramWorkflow>, _ simulation: Simulation) async throws {
    for _ in 0..<simulation.choose(0..<20) {
      await simulation.hop()
      switch simulation.choose(0..<8) {
      case 5: send(H0(v: simulation.choose(0..<9)), to: handler)
      case 6: send(H1(v: simulation.choose(0..<9)), to: handler)
      case 7: try await simulation.sleep(for: .seconds(simulation.choose(0..<3_600)))
      default: break
      }
    }
    if simulation.choose(0..<4) != 3 { try await simulation.sleep(for: .seconds(100_000)) }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { handler.cancelRun() } }
    }
    do { _ = try await handler.result } catch { simulation.note("\(error)") }
    simulation.expect(handler.isDone, "a run whose result is there has ended")
  }

  private func send(_ event: some PoolEvent, to handler: WorkflowHandler<ProgramWorkflow>) {
    do { try handler.sendEvent(event) } catch { /* Nobody takes it, or the run has ended. */  }
  }
}
