public import Workflows

/// How ``simulate(seeds:faults:options:_:)`` goes about it.
public struct SimulationOptions: Sendable {
  /// One step in so many is struck by one of the faults that were asked for.
  public var faultRate: Int
  /// How many pieces of work one seed may take before it counts as a livelock.
  public var jobLimit: Int
  /// How long to wait, in real time, for something that the simulation does not control before it counts as a deadlock.
  public var patience: Duration
  /// Whether a body may depend on what the simulation does not control.
  ///
  /// Such a simulation cannot be replayed; without this it fails with ``SimulationFailure/Reason/escaped``.
  public var allowsEscapes: Bool
  /// Whether ``Simulation/trace`` is kept while seeds do not fail; that of a failure always is.
  public var keepsTrace: Bool
  /// How many times a failing seed is run again to find a shorter way to the same failure.
  public var shrinkLimit: Int
  /// Resources that are made in another way than their definitions say.
  public var resources: ResourceReplacements

  /// Makes options; each has a default.
  public init(
    faultRate: Int = 8, jobLimit: Int = 1_000_000, patience: Duration = .seconds(10), allowsEscapes: Bool = false,
    keepsTrace: Bool = false, shrinkLimit: Int = 400, resources: ResourceReplacements = ResourceReplacements()
  ) {
    self.faultRate = faultRate
    self.jobLimit = jobLimit
    self.patience = patience
    self.allowsEscapes = allowsEscapes
    self.keepsTrace = keepsTrace
    self.shrinkLimit = shrinkLimit
    self.resources = resources
  }
}
