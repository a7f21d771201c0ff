/// How long a resource lives, and hence who shares it.
///
/// Resources of one scope are torn down in the reverse order of their making. A resource may ask for others of its own
/// scope and for those that live longer, but not for those that live shorter: it would hold on to what is gone.
public struct ResourceScope: Hashable, Sendable, CustomStringConvertible {
  private enum Kind: String { case runtime, workflow, run, step }
  private let kind: Kind

  /// One for all runs of a ``WorkflowRuntime``, until that is shut down.
  public static var runtime: ResourceScope { ResourceScope(kind: .runtime) }
  /// One for all runs of a workflow in a runtime, until that is shut down.
  ///
  /// The default, as in Python (`cache=True`).
  public static var workflow: ResourceScope { ResourceScope(kind: .workflow) }
  /// One for each run, until it ends: it is torn down when the last step has ended, before the terminal event.
  ///
  /// A child run (``WorkflowContext/run(_:_:as:state:timeout:)-(_,Child.StartEventType,_,_,_)``) has its own.
  public static var run: ResourceScope { ResourceScope(kind: .run) }
  /// One for each attempt of a step, until that returns or throws.
  ///
  /// Python: `cache=False`.
  public static var step: ResourceScope { ResourceScope(kind: .step) }

  /// The value in words.
  public var description: String { kind.rawValue }

  /// Whether what is of this scope may be gone while what is of the other one is there.
  package func ends(before other: ResourceScope) -> Bool { rank > other.rank }

  private var rank: Int {
    switch kind {
    case .runtime: 0
    case .workflow: 1
    case .run: 2
    case .step: 3
    }
  }
}
