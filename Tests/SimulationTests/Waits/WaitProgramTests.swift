import Testing
import Workflows
import WorkflowsTesting

/// Random programs that wait get each answer where it belongs, once, whenever it comes.
@Suite("A random program that waits", .timeLimit(.minutes(10)))
struct WaitProgramTests {
  @Test func `gets every answer where it belongs, whenever it comes`() async throws {
    for seed in Programs.seeds(600) {
      let program = WaitProgram(seed: seed)
      let faults: Faults = [.restlessReaders, .slowSteps, .clockJumps]
      try await simulate(seeds: seed * 3..<seed * 3 + 3, faults: faults) { simulation in
        let handler = simulation.run(program.workflow, Begin(v: 0))
        try await answer(program, handler, simulation)
        let result = try await handler.result
        simulation.expect(result == program.sum, "program \(seed): \(result), not \(program.sum)\n  \(program)")
      }
    }
  }

  @Test func `keeps what is promised of every run, whatever strikes it`() async throws {
    for seed in Programs.seeds(300) {
      let program = WaitProgram(seed: seed)
      try await simulate(seeds: seed * 2..<seed * 2 + 2, faults: .all) { simulation in
        let handler = simulation.run(
          program.workflow, Begin(v: 0), timeout: [.never, .seconds(30)][simulation.choose(0..<2)],
          options: RunOptions(recordsInternalEvents: simulation.choose(0..<2) == 1))
        await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await answer(program, handler, simulation) }
          group.addTask {
            try await simulation.sleep(for: .seconds(simulation.choose(0..<500)))
            handler.cancelRun()
          }
        }
        do { _ = try await handler.result } catch { simulation.note("\(error)") }
      }
    }
  }

  /// Answers everything that the run asks for, some of it before, some of it late, some twice.
  private func answer(
    _ program: WaitProgram, _ handler: WorkflowHandler<WaitWorkflow>, _ simulation: Simulation
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (key, thing) in program.keys where thing == .early {
        group.addTask {
          await dawdle(simulation)
          send(EarlyReply(key: key, value: WaitProgram.answer(key)), handler)
        }
      }
      var tokens: Set<Int> = []
      var asked: Set<QuestionID> = []
      for await record in handler.streamEvents().records {
        switch record.event {
        case let question as Ask:
          guard let id = record.question, asked.insert(id).inserted else { continue }
          group.addTask { try await answer(question, id, handler, simulation) }
        case let wanted as Wanted where wanted.isToken:
          guard tokens.insert(wanted.key).inserted else { continue }
          group.addTask {
            await dawdle(simulation)
            send(Token(), handler)
          }
        case let wanted as Wanted:
          guard tokens.insert(wanted.key).inserted else { continue }
          group.addTask {
            await dawdle(simulation)
            // Nobody waits for this one, and it must disturb nobody.
            send(Reply(key: -1, value: 1_000), handler)
            send(Reply(key: wanted.key, value: WaitProgram.answer(wanted.key)), handler)
          }
        default: continue
        }
      }
      try await group.waitForAll()
    }
  }

  private func answer(
    _ question: Ask, _ id: QuestionID, _ handler: WorkflowHandler<WaitWorkflow>, _ simulation: Simulation
  ) async throws {
    await dawdle(simulation)
    do {
      try handler.answer(question, .init(value: WaitProgram.answer(question.key)), id: id)
    } catch let error as WorkflowError where error.code == .runEnded || error.code == .questionClosed {
      return
    }
    var refused = false
    do { try handler.answer(question, .init(value: 1_000), id: id) } catch { refused = true }
    simulation.expect(refused, "a question was answered twice")
  }

  private func dawdle(_ simulation: Simulation) async {
    await simulation.hop()
    guard simulation.choose(0..<3) == 0 else { return }
    do { try await simulation.sleep(for: .seconds(simulation.choose(0..<200))) } catch { return }
  }

  private func send(_ event: some Event, _ handler: WorkflowHandler<WaitWorkflow>) {
    do { try handler.sendEvent(event) } catch { /* Nobody waits for it any more, or the run has ended. */  }
  }
}
