/// The options of a step, as `@Step(…)` and ``Step`` take them.
public struct StepOptions: Sendable {
  /// How many events of one run the step may work on at once, at least 1.
  ///
  /// Further events wait in order. 4, as in Python.
  public var numWorkers: Int
  /// Whether and when the step is tried again after it failed; `nil` for never.
  public var retry: RetryPolicy?
  /// How long one attempt may take; `nil` for no limit but the run's.
  public var timeout: StepTimeout?
  /// Whether the step blocks its thread (a synchronous client, heavy computation).
  ///
  /// It then runs on a thread of a pool that is kept for this, and holds up nobody.
  public var blocking: Bool
  /// Whether the events that the step takes come from outside of the run, although they are no
  /// ``HumanResponseEvent``s.
  ///
  /// A run with such a step waits rather than being stuck. With `termination: .implicit` it ends instead, when nothing is
  /// left to do.
  public var external: Bool
  /// Which steps begin first among those that are ready: those with the larger number.
  ///
  /// What is ready has a worker of its step and waits for a thread, or waits for a permit of the step's ``limit``. What
  /// runs is not interrupted, and among equals those begin first that came first. 0 unless told otherwise.
  public var priority: Int
  /// What the step uses that there is not enough of, so that it shares a limit with other runs; `nil` for nothing.
  public var limit: SharedLimit?
  /// The checks of the graph that do not apply to this step.
  public var skipGraphChecks: Set<GraphCheck>
  /// When a step that takes an array gets it; without meaning for others.
  public var collect: Collect
  /// The types of events that the step sends (``WorkflowContext/sendEvent(_:)``) besides those it returns.
  public var sends: [any Event.Type]
  /// The types of events that the step waits for (``WorkflowContext/waitForEvent(_:waiterEvent:requirements:timeout:)``,
  /// ``WorkflowContext/ask(_:timeout:)``).
  ///
  /// Events of these types that come before anybody waits for them are kept until somebody does, in order. Declare here
  /// what the step awaits with `waitForEvent`. For what it awaits with `ask` leave this out, and answer questions by their
  /// ids: an answer that was kept ends the next `ask` for its type, whose question is then not written to the stream.
  public var waits: [any Event.Type]
  /// The workflows that the step runs as parts of its own run (``WorkflowContext/run(_:_:as:state:timeout:)-(_,Child.StartEventType,_,_,_)``).
  ///
  /// For the pictures of the workflow, which then show them; a step may run others too.
  public var runs: [any Workflow.Type]

  /// Whose failures the step handles; `nil` for an ordinary step.
  ///
  /// `@CatchError` and ``CatchError`` set it.
  public var catches: ErrorHandling?

  /// Makes options; each has a default.
  public init(
    numWorkers: Int = 4, retry: RetryPolicy? = nil, timeout: StepTimeout? = nil, blocking: Bool = false,
    external: Bool = false, priority: Int = 0, limit: SharedLimit? = nil, collect: Collect = .all,
    skipGraphChecks: Set<GraphCheck> = [], sends: any Event.Type..., waits: any Event.Type...,
    runs: any Workflow.Type...
  ) {
    self.numWorkers = numWorkers
    self.retry = retry
    self.timeout = timeout
    self.blocking = blocking
    self.external = external
    self.priority = priority
    self.limit = limit
    self.collect = collect
    self.skipGraphChecks = skipGraphChecks
    self.sends = sends
    self.waits = waits
    self.runs = runs
  }
}
