/// The options of a workflow, as `@Workflow(…)` and ``InlineWorkflow`` take them.
public struct WorkflowOptions: Sendable {
  /// How long a run may take before it ends with ``WorkflowTimedOutEvent``; `nil` for no limit.
  ///
  /// 45 seconds, as in Python.
  public var timeout: Duration?
  /// How many runs of this workflow may be on at once in one runtime; the others wait for their turn, in order, and
  /// their timeout starts when it comes.
  ///
  /// `nil` for no limit. The runs of all values of a `@Workflow` type count together. An ``InlineWorkflow`` counts for
  /// itself and its copies: make it once, not once for each run. Children do not count.
  public var numConcurrentRuns: Int?
  /// What happens when nothing is left to do and no step has returned a stop event.
  public var termination: Termination
  /// The checks of the graph that do not apply to this workflow.
  public var skipGraphChecks: Set<GraphCheck>

  /// Makes options; each has a default.
  public init(
    timeout: Duration? = .seconds(45), numConcurrentRuns: Int? = nil, termination: Termination = .explicit,
    skipGraphChecks: Set<GraphCheck> = []
  ) {
    self.timeout = timeout
    self.numConcurrentRuns = numConcurrentRuns
    self.termination = termination
    self.skipGraphChecks = skipGraphChecks
  }

  /// What ends a run.
  public struct Termination: Hashable, Sendable, CustomStringConvertible {
    private enum Kind { case explicit, implicit }
    private let kind: Kind

    /// A stop event that a step returns.
    ///
    /// A run in which nothing can happen any more fails.
    public static let explicit = Termination(kind: .explicit)
    /// A stop event, or that nothing is left to do.
    ///
    /// The stop event must then be one that needs no value: `Stop<Nothing>`, or ``Stop`` of an optional, which is
    /// `nil`.
    ///
    /// A run that waits between two steps for an event from outside has nothing left to do, and ends. Let it wait within
    /// a step, with ``WorkflowContext/ask(_:timeout:)`` or
    /// ``WorkflowContext/waitForEvent(_:waiterEvent:requirements:timeout:)``, or use ``explicit``.
    public static let implicit = Termination(kind: .implicit)

    /// The value in words.
    public var description: String { String(describing: kind) }
  }
}
