import Testing
import Workflows
import WorkflowsTesting

/// Random trees of workflows do what plain recursion says, in whatever order their parts run.
@Suite("A random program of child workflows", .timeLimit(.minutes(10)))
struct ChildProgramTests {
  @Test func `does what recursion says, when it says it`() async throws {
    for seed in Programs.seeds(500) {
      let program = ChildProgram(seed: seed)
      let oracle = ChildOracle(program)
      if oracle.isTied { continue }
      try await simulate(seeds: seed * 3..<seed * 3 + 3, faults: seed % 4 == 0 ? .restlessReaders : []) { simulation in
        let handler = run(program, in: simulation)
        let records = try await withThrowingTaskGroup { group in
          if let cancellation = program.cancellation {
            group.addTask {
              try await simulation.sleep(for: .milliseconds(cancellation))
              handler.cancelRun()
            }
          }
          return try await follow(handler, of: program, isExact: true, simulation)
        }
        let outcome = await outcome(of: handler)
        let differences = records.differences(from: oracle.course, checksTimes: true)
        simulation.expect(
          differences.isEmpty, "\(differences.joined(separator: "\n  "))\n  in \(program)")
        simulation.expect(
          oracle.course.outcome.allows(outcome),
          "it came to \(outcome), and not to \(oracle.course.outcome)\n  in \(program)")
      }
    }
  }

  @Test func `that is cancelled at any moment has done what it would have until then`() async throws {
    for seed in Programs.seeds(300) {
      let program = ChildProgram(seed: seed)
      let course = ChildOracle(program).course.unsure
      if ChildOracle(program).isTied { continue }
      try await simulate(seeds: seed * 2..<seed * 2 + 2) { simulation in
        let handler = run(program, in: simulation)
        let records = try await withThrowingTaskGroup { group in
          group.addTask {
            for _ in 0..<simulation.choose(0..<40) { await simulation.hop() }
            handler.cancelRun()
          }
          return try await follow(handler, of: program, isExact: true, simulation)
        }
        let differences = records.differences(from: course, checksTimes: true)
        simulation.expect(
          differences.isEmpty, "\(differences.joined(separator: "\n  "))\n  in \(program)")
      }
    }
  }

  @Test func `keeps what is promised of every run, whatever strikes it`() async throws {
    for seed in Programs.seeds(300) {
      let program = ChildProgram(seed: seed)
      try await simulate(seeds: seed * 2..<seed * 2 + 2, faults: .all) { simulation in
        let handler = run(program, in: simulation)
        _ = try await withThrowingTaskGroup { group in
          group.addTask {
            for _ in 0..<simulation.choose(0..<30) { await simulation.hop() }
            if simulation.choose(0..<3) > 0 { try await simulation.sleep(for: .seconds(100_000)) }
            handler.cancelRun()
          }
          return try await follow(handler, of: program, isExact: false, simulation)
        }
      }
    }
  }

  private func run(_ program: ChildProgram, in simulation: Simulation) -> WorkflowHandler<ChildWorkflow> {
    let timeout: RunTimeout = program.timeout.map { .after(.milliseconds($0)) } ?? .never
    return simulation.run(program.root.workflow(on: simulation.executor), Begun(), timeout: timeout)
  }

  private func outcome(of handler: WorkflowHandler<ChildWorkflow>) async -> Result<Int, any Error> {
    do { return .success(try await handler.result) } catch { return .failure(error) }
  }

  /// Reads the stream to its end, and answers what is asked; then nothing may be left of the runs.
  private func follow(
    _ handler: WorkflowHandler<ChildWorkflow>, of program: ChildProgram, isExact: Bool, _ simulation: Simulation
  ) async throws -> ChildRecords {
    let caller = ChildCaller(handler: handler, simulation: simulation)
    var records = ChildRecords(of: program, isExact: isExact)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for await record in handler.streamEvents().records {
        records.add(record)
        group.addTask { try await caller.reply(to: record) }
      }
      try await group.waitForAll()
    }
    var settled: [Int] = []
    for await record in handler.streamEvents().settled.records where record.event is any PlacedEvent {
      settled.append(record.sequence)
    }
    simulation.expect(
      settled == records.settled,
      "who reads what is settled gets \(settled), and not \(records.settled)\n  in \(program)")
    // Whoever ignores that it is cancelled has half a second.
    try await simulation.sleep(for: .seconds(1))
    simulation.expect(simulation.runtime.activity.runs == 0, "runs are left behind their end")
    for problem in records.problems { simulation.expect(false, "\(problem)\n  in \(program)") }
    return records
  }
}

extension ChildCourse.Outcome {
  fileprivate func allows(_ result: Result<Int, any Error>) -> Bool {
    switch (self, result) {
    case (.value(let expected), .success(let value)): expected == value
    case (.failure(let names), .failure(let error)): names.contains(Self.name(of: error))
    default: false
    }
  }

  private static func name(of error: any Error) -> String {
    switch error {
    case let error as NodeFailed: "failed \(error.node)"
    case let error as WorkflowError: "\(error.code)"
    default: "\(type(of: error))"
    }
  }
}
