/// The state of one run: read it freely, edit it atomically.
///
/// ```swift
/// @Workflow
/// struct Counter {
///   struct State: WorkflowState { var count = 0 }
///
///   @Step func count(_ event: Start<Int>, context: Context) -> Stop<Int> {
///     context.store.edit { $0.count += event.input }
///     return Stop(context.store.count)
///   }
/// }
/// ```
///
/// Safe from any task and thread. Edits of steps that run at once happen one after the other.
@dynamicMemberLookup
public final class StateStore<State: WorkflowState>: Sendable {
  private let box: LockedValue<State>

  @usableFromInline
  package init(_ state: State) { box = LockedValue(state) }

  /// A copy of the whole state as it is now.
  public var value: State { box.withLock { $0 } }

  /// One property of the state as it is now.
  public subscript<Value>(dynamicMember keyPath: KeyPath<State, Value>) -> Value {
    box.withLock { $0[keyPath: keyPath] }
  }

  /// Changes the state, all or nothing: visible to everybody when the closure returns, and undone if it throws.
  ///
  /// An edit stays when the step fails later. Do not call ``edit(_:)`` or read the store within the closure: it is
  /// held for it alone. The closure cannot suspend.
  ///
  /// - Returns: What the closure returns.
  /// - Throws: What the closure throws.
  @discardableResult
  public func edit<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try box.withLock { state throws(Failure) in
      var copy = state
      let result = try body(&copy)
      state = copy
      return result
    }
  }
}

/// The store of all runs without a state, which needs no more than one.
@usableFromInline let emptyStore = StateStore(NoState())

extension StateStore {
  /// The store of a run that begins with a state.
  @inlinable
  package static func make(_ state: State?) -> StateStore {
    if State.self == NoState.self { return unsafeDowncast(emptyStore, to: StateStore.self) }
    return StateStore(state ?? State())
  }
}
