import Synchronization
import Testing
import Workflows
import WorkflowsTesting

/// Random batches within batches come to what plain recursion says, in whatever order their steps run.
@Suite("A random program of batches", .timeLimit(.minutes(10)))
struct BatchProgramTests {
  @Test func `comes to what recursion says, in whatever order its steps run`() async throws {
    for seed in Programs.seeds(600) {
      let program = BatchProgram(seed: seed)
      let oracle = BatchOracle(program: program)
      let expected = oracle.outcome
      let faults: Faults = [.restlessReaders, .slowSteps, .clockJumps]
      try await simulate(seeds: seed * 3..<seed * 3 + 3, faults: faults) { simulation in
        let attempts = Counter()
        let handler = simulation.run(program.workflow { attempts.add() }, Begin(v: program.start))
        let members: [Int]?
        do {
          members = try await handler.result
        } catch let error as WorkflowError where error.code == .stuck {
          members = nil
        }
        simulation.expect(
          fits(members, expected, isPaired: program.levels.count == 1 && program.leaf == .set),
          "program \(seed) joined \(members ?? []), not \(expected)\n  \(program)")
        if !oracle.isCutShort {
          simulation.expect(
            attempts.value == expected.attempts,
            "program \(seed): the leaf made \(attempts.value) attempts, not \(expected.attempts)\n  \(program)")
        }
      }
    }
  }

  /// Whether the members that were joined are some of those that may be, and as many as there must be.
  ///
  /// - Parameter isPaired: Whether a step with two parameters made them, which pairs events in the order in which they
  ///   come; then their sum must be right, if they are all there.
  private func fits(_ members: [Int]?, _ expected: BatchOracle.Outcome, isPaired: Bool) -> Bool {
    guard let members, var rest = expected.members else { return members == nil && expected.members == nil }
    if isPaired {
      let isSome = members.count < rest.count || members.reduce(0, +) == rest.reduce(0, +)
      return isSome && members.count == expected.count
    }
    for member in members {
      guard let index = rest.firstIndex(of: member) else { return false }
      rest.remove(at: index)
    }
    return members.count == expected.count
  }

  @Test func `keeps what is promised of every run, whatever strikes it`() async throws {
    for seed in Programs.seeds(300) {
      let program = BatchProgram(seed: seed)
      try await simulate(seeds: seed * 2..<seed * 2 + 2, faults: .all) { simulation in
        let timeout: RunTimeout = [.never, .seconds(5), .seconds(60)][simulation.choose(0..<3)]
        let handler = simulation.run(
          program.workflow(), Begin(v: program.start), timeout: timeout,
          options: RunOptions(recordsInternalEvents: simulation.choose(0..<2) == 1))
        for _ in 0..<simulation.choose(0..<30) { await simulation.hop() }
        if simulation.choose(0..<3) > 0 { try await simulation.sleep(for: .seconds(100_000)) }
        handler.cancelRun()
        do { _ = try await handler.result } catch { simulation.note("\(error)") }
      }
    }
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}
