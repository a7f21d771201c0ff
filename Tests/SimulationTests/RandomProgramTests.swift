import ReferenceModel
import Testing
import Workflows
import WorkflowsTesting

/// Random programs, run by the engine in random orders, must do what a small model of it says.
///
/// `PROGRAMS=20000 SEED=1 swift test --filter RandomProgramTests` tries more of them.
@Suite("A random program", .timeLimit(.minutes(10)))
struct RandomProgramTests {
  /// How many orders each program is run in.
  private static let orders: UInt64 = 3

  @Test func `does what the model says, in whatever order its steps run`() async throws {
    for seed in Programs.seeds(2_000) {
      let program = ProgramGenerator().program(seed: seed)
      let prediction = Prediction(of: program)
      let json = try program.json
      try await simulate(seeds: seed * Self.orders..<(seed + 1) * Self.orders, faults: .restlessReaders) { simulation in
        let seen = try await program.observe(in: simulation)
        let differences = prediction.differences(from: seen, in: program)
        simulation.expect(
          differences.isEmpty, "program \(seed): \(differences.joined(separator: "\n  "))\n  \(json)")
      }
    }
  }
}
