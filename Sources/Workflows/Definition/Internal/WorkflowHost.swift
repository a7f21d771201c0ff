/// What is the same for every step of a run but differs by its workflow's type: the workflow and the state.
@usableFromInline
package final class WorkflowHost<W: StepContainer>: Sendable {
  @usableFromInline package let workflow: W
  @usableFromInline package let store: StateStore<W.RunState>

  @inlinable
  package init(workflow: W, store: StateStore<W.RunState>) {
    self.workflow = workflow
    self.store = store
  }
}

/// The body of a step, of whichever workflow.
///
/// It is made where the workflow's type is known, so that the compiler specialises the whole way from the engine to
/// the step, and the run itself need not be generic.
///
/// - Parameter host: A `WorkflowHost` of the workflow that the step belongs to.
@usableFromInline
package typealias ErasedStepBody =
  @Sendable (_ host: any AnyObject & Sendable, any Event, any RunScope, StepExecution) async throws -> Emissions
