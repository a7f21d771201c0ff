/// The state of a group, which is a part of that of its workflow.
protocol StatePart<State>: Sendable {
  associatedtype State: WorkflowState

  func read<Value>(_ body: (State) -> Value) -> Value
  func withState<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result
}

/// A part of the state in another store, which may be such a part itself.
struct PartOfState<Whole: WorkflowState, State: WorkflowState>: StatePart {
  let whole: StateStore<Whole>
  let path: @Sendable () -> WritableKeyPath<Whole, State>

  func read<Value>(_ body: (State) -> Value) -> Value { whole.read { body($0[keyPath: path()]) } }

  func withState<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try whole.withState { state throws(Failure) in try body(&state[keyPath: path()]) }
  }
}
