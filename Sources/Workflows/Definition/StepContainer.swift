/// What declares steps: a ``Workflow``, or a group of steps that workflows are composed from.
///
/// Conform to one of these and not to this by itself: it is what a ``WorkflowContext`` and a ``StepDefinition`` need to
/// know of either.
public protocol StepContainer: Sendable {
  /// What a run remembers from step to step. The macros take a nested type `State` for it.
  associatedtype RunState: WorkflowState = NoState
}

extension StepContainer {
  /// The context that its steps take.
  public typealias Context = WorkflowContext<Self>
}
