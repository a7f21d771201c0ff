public import Workflows

/// The world that a simulated test lives in: one thread, a virtual clock, and chance that a seed decides.
///
/// Everything that happens within ``simulate(seeds:faults:options:_:)`` and that this world knows of happens in an order
/// that the seed chooses, and in the same one whenever the seed is used again. What it knows of are runs in ``runtime``
/// and the tasks that inherit its executor: the body itself, `async let`, task groups, and tasks made with
/// `Task(executorPreference: simulation.executor)`.
///
/// It does not control unstructured and detached tasks, the main actor, real timers, or input and output. A body that
/// depends on one of them fails with ``SimulationFailure/Reason/escaped``, as far as it can be noticed: when the foreign
/// thread makes something here go on.
public final class Simulation: Sendable {
  /// The seed that this world was made from; 0 for one that replays a list of choices.
  public let seed: UInt64
  /// The runtime to run workflows in.
  public let runtime: WorkflowRuntime
  /// The clock of the runtime; it moves on when nothing else can happen.
  public let clock: VirtualClock
  /// Where tasks must run that are to be part of the simulation.
  public let executor: any TaskExecutor

  let choices: Choices
  let world: SimulationWorld

  init(seed: UInt64, choices: Choices, executor: SimulationExecutor, world: SimulationWorld, runtime: WorkflowRuntime) {
    self.seed = seed
    self.choices = choices
    self.executor = executor
    self.world = world
    self.runtime = runtime
    clock = world.clock
  }

  /// Starts a run in ``runtime``, without a timeout unless one is given.
  public func run<W: Workflow>(
    _ workflow: W, _ start: W.StartEventType, runID: String? = nil, state: W.RunState? = nil,
    timeout: RunTimeout = .never, options: RunOptions = RunOptions()
  ) -> WorkflowHandler<W> {
    workflow.run(start, runID: runID, state: state, in: runtime, timeout: timeout, options: options)
  }

  /// Starts a run with a value in ``runtime``, without a timeout unless one is given.
  public func run<W: Workflow, Input>(
    _ workflow: W, _ input: Input, runID: String? = nil, state: W.RunState? = nil, timeout: RunTimeout = .never,
    options: RunOptions = RunOptions()
  ) -> WorkflowHandler<W> where W.StartEventType == Start<Input> {
    run(workflow, Start(input), runID: runID, state: state, timeout: timeout, options: options)
  }

  /// A number of the range, chosen by the seed; the lower bound in the simplest case.
  public func choose(_ range: Range<Int>) -> Int { range.lowerBound + choices.next(below: range.count) }

  /// Lets time pass for the calling task.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  public func sleep(for duration: Duration) async throws { try await clock.sleep(for: duration) }

  /// Lets the others go first, for as long as the seed says.
  public func hop() async { await world.hop() }

  /// Adds a line of one's own to the trace.
  public func note(_ text: String) { world.trace(.note(text)) }

  /// What has happened so far, if it is kept (``SimulationOptions/keepsTrace``) or replayed.
  public var trace: [TraceEntry] { world.entries }

  /// Takes a broken promise down, so that the simulation fails when its body returns.
  public func expect(_ condition: Bool, _ message: @autoclosure () -> String) {
    if !condition { world.violate(message()) }
  }
}
