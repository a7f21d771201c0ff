/// The bad luck that a simulation brings about.
///
/// ```swift
/// try await simulate(seeds: 0..<1_000, faults: [.slowSteps, .clockJumps]) { simulation in
///   for await _ in simulation.run(MyWorkflow(), "Ada", timeout: .seconds(60)).streamEvents() {}
/// }
/// ```
///
/// With ``throwingSteps`` a run without retries may fail, and with ``slowSteps`` it may time out: what the body asserts
/// has to allow for the faults that it asks for.
public struct Faults: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: Int

  /// Makes a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// A step throws ``InjectedFault`` instead of running.
  public static let throwingSteps = Faults(rawValue: 1)
  /// A step begins only after up to an hour of virtual time.
  public static let slowSteps = Faults(rawValue: 2)
  /// A step does nothing for a virtual year, unless it is cancelled.
  public static let hangingSteps = Faults(rawValue: 4)
  /// A step does nothing for up to an hour of virtual time, even if it is cancelled.
  public static let stubbornSteps = Faults(rawValue: 8)
  /// Time jumps beyond the next deadline, so that several come due at once.
  public static let clockJumps = Faults(rawValue: 16)
  /// Readers of the stream join late, stall and leave early.
  public static let restlessReaders = Faults(rawValue: 32)

  /// All of them.
  public static let all: Faults = [
    .throwingSteps, .slowSteps, .hangingSteps, .stubbornSteps, .clockJumps, .restlessReaders,
  ]
}

/// What a step throws that ``Faults/throwingSteps`` has chosen.
public struct InjectedFault: Error, Hashable, CustomStringConvertible {
  /// The step.
  public var stepName: String
  /// The attempt, 1 for the first.
  public var attempt: Int

  /// The fault in words.
  public var description: String { "a fault was injected into attempt \(attempt) of step '\(stepName)'" }
}
