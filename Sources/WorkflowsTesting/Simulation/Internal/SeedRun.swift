import Logging
import Workflows

/// One simulation from its beginning to its end, on the current thread.
struct SeedRun {
  typealias Body = @Sendable (Simulation) async throws -> Void

  let seed: UInt64
  let choices: Choices
  let faults: Faults
  let options: SimulationOptions
  let keepsTrace: Bool
  let body: Body

  /// What became of it.
  struct Outcome {
    var reason: SimulationFailure.Reason?
    var cause: (any Error)?
    var violations: [String]
    var choices: [Int]
    var trace: [TraceEntry]
  }

  /// What a task of the simulation has come to.
  private final class Errand: Sendable {
    let result = LockedValueBox<Result<Void, any Error>?>(nil)
  }

  private enum Interruption: Error {
    case deadlock, livelock
  }

  func run() -> Outcome {
    let clock = VirtualClock()
    let executor = SimulationExecutor()
    executor.attach()
    let world = SimulationWorld(
      clock: clock, choices: choices, faults: faults, faultRate: options.faultRate, keepsTrace: keepsTrace,
      executor: executor)
    // A choice like all others, so that a list of choices is all that a replay needs.
    let runtimeSeed = UInt64(choices.next(below: 1 << 30))
    let runtime = WorkflowRuntime(
      clock: clock, seed: runtimeSeed, executor: executor, blockingExecutor: executor, monitor: world,
      logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }, instruments: .none, limits: .init(),
      resources: options.resources)
    let simulation = Simulation(
      seed: seed, choices: choices, executor: executor, world: world, runtime: runtime)

    var outcome = Outcome(violations: [], choices: [], trace: [])
    do {
      try drive(executor, world) { try await body(simulation) }
      try drive(executor, world) {
        await runtime.shutdown()
        await RunInvariants.check(world)
      }
      RunInvariants.checkDeadlines(runtime, world)
      try settle(executor, world)
      RunInvariants.checkQuiet(runtime, world)
      if !world.violations.isEmpty { outcome.reason = .violation }
    } catch Interruption.deadlock {
      outcome.reason = .deadlock
    } catch Interruption.livelock {
      outcome.reason = .livelock
    } catch {
      outcome.reason = .threw
      outcome.cause = error
    }
    if outcome.reason == nil, !options.allowsEscapes, executor.strays > 0 { outcome.reason = .escaped }
    outcome.violations = world.violations
    outcome.choices = choices.made
    outcome.trace = world.entries
    if outcome.reason == .threw { cleanUp(executor, world, runtime) }
    world.forgetRuns()
    return outcome
  }

  /// Runs something in the simulation until it is over, letting time pass whenever nothing else can happen.
  private func drive(
    _ executor: SimulationExecutor, _ world: SimulationWorld, _ work: @escaping @Sendable () async throws -> Void
  ) throws {
    let errand = Errand()
    Task(executorPreference: executor) {
      do {
        try await work()
        errand.result.withLock { $0 = .success(()) }
      } catch {
        errand.result.withLock { $0 = .failure(error) }
      }
    }
    var jobs = 0
    while true {
      if let result = errand.result.withLock({ $0 }) { return try result.get() }
      jobs += 1
      if jobs > options.jobLimit { throw Interruption.livelock }
      if executor.runOne(choices) || passTime(world) { continue }
      if !executor.waitForStray(atMost: options.patience) { throw Interruption.deadlock }
    }
  }

  /// Lets everything happen that still can, such as what runs have left behind.
  private func settle(_ executor: SimulationExecutor, _ world: SimulationWorld) throws {
    var jobs = 0
    while executor.runOne(choices) || passTime(world) {
      jobs += 1
      if jobs > options.jobLimit { throw Interruption.livelock }
    }
  }

  /// Ends what a body has left behind that threw; a task that is never resumed is never freed.
  private func cleanUp(_ executor: SimulationExecutor, _ world: SimulationWorld, _ runtime: WorkflowRuntime) {
    var options = options
    // What goes on for ever does so here too.
    options.jobLimit = min(options.jobLimit, 10_000)
    let plain = SeedRun(
      seed: seed, choices: Choices(list: []), faults: [], options: options, keepsTrace: false, body: body)
    do {
      try plain.drive(executor, world) { await runtime.shutdown() }
      try plain.settle(executor, world)
    } catch {
      // It cannot be ended; why the simulation failed is more worth telling.
    }
  }

  private func passTime(_ world: SimulationWorld) -> Bool {
    guard world.clock.advanceToNextDeadline() else { return false }
    if faults.contains(.clockJumps), choices.isOne(in: 4) {
      world.clock.advance(by: [.milliseconds(1), .seconds(1), .seconds(60)][choices.next(below: 3)])
    }
    world.trace(.time)
    return true
  }
}
