import Workflows

/// Runs a test once for each seed, each time in another order of events and in virtual time, and checks after each that
/// no run has broken an invariant (``RunInvariants``).
///
/// ```swift
/// try await simulate(seeds: 0..<1_000) { simulation in
///   let handler = simulation.run(MyWorkflow(), "Ada", timeout: .seconds(3_600))
///   let result = try await handler.result
///   simulation.expect(result == "Ada", "the result is \(result)")
/// }
/// ```
///
/// The same seed gives the same order, in every process and on every machine, as long as the body depends on nothing
/// that the simulation does not control: see ``Simulation``. Hours of virtual time pass in microseconds.
///
/// What the body throws, or tells ``Simulation/expect(_:_:)``, is a failure; so throw (`try #require(…)`) rather than only
/// record (`#expect(…)`), which is not seen here. The first failing seed ends the simulation. It is run again, with
/// fewer and fewer surprises, to find a short way to the same failure.
///
/// - Parameters:
///   - seeds: The seeds, in order.
///   - faults: The bad luck to bring about; none unless it is asked for.
///   - options: How to go about it.
///   - body: The test. It is called once for each seed, with a world of its own.
/// - Throws: ``SimulationFailure`` for the first seed that fails; `CancellationError` when the task is cancelled.
public func simulate(
  seeds: some Sequence<UInt64> & Sendable, faults: Faults = [], options: SimulationOptions = .init(),
  _ body: @escaping @Sendable (Simulation) async throws -> Void
) async throws {
  try await onThread { isCancelled in
    for seed in seeds {
      if isCancelled() { throw CancellationError() }
      let run = SeedRun(
        seed: seed, choices: Choices(seed: seed), faults: faults, options: options,
        keepsTrace: options.keepsTrace, body: body)
      let outcome = run.run()
      guard let reason = outcome.reason else { continue }
      let shrinker = Shrinker(
        seed: seed, reason: reason, cause: outcome.cause, faults: faults, options: options, body: body)
      throw shrinker.failure(from: outcome)
    }
  }
}

/// Runs a test once with the choices of a ``SimulationFailure``.
///
/// - Throws: As ``simulate(seeds:faults:options:_:)`` does.
public func replay(
  _ choices: [Int], faults: Faults = [], options: SimulationOptions = .init(),
  _ body: @escaping @Sendable (Simulation) async throws -> Void
) async throws {
  try await onThread { _ in
    let run = SeedRun(
      seed: 0, choices: Choices(list: choices), faults: faults, options: options, keepsTrace: true, body: body)
    let outcome = run.run()
    if let reason = outcome.reason { throw SimulationFailure(seed: 0, reason: reason, outcome) }
  }
}

extension SimulationFailure {
  init(seed: UInt64, reason: Reason, _ outcome: SeedRun.Outcome) {
    self.init(
      seed: seed, reason: reason, cause: outcome.cause, violations: outcome.violations, choices: outcome.choices,
      trace: outcome.trace)
  }
}

/// Does something on a thread of its own: a simulation runs jobs itself, which a task must not do within a job.
private func onThread(_ work: @escaping @Sendable (_ isCancelled: () -> Bool) throws -> Void) async throws {
  let isCancelled = LockedValueBox(false)
  try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      let hasStarted = PosixThread.start {
        continuation.resume(with: Result { try work { isCancelled.withLock { $0 } } })
      }
      if !hasStarted { continuation.resume(throwing: ThreadShortage()) }
    }
  } onCancel: {
    isCancelled.withLock { $0 = true }
  }
}

private struct ThreadShortage: Error, CustomStringConvertible {
  var description: String { "the system could not start a thread for the simulation" }
}
