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
///
/// In a step of a group it is the part of the workflow's state that is the group's: `@Steps(state:)`.
@dynamicMemberLookup
public final class StateStore<State: WorkflowState>: Sendable {
  private enum Place: ~Copyable, Sendable {
    case own(LockedValue<State>)
    /// Within the state of another store, and behind its lock.
    case part(any StatePart<State>)
  }

  private let place: Place

  private static var reentry: String {
    "the state of a run was used within 'edit' in another way than by the closure's parameter, which would wait for itself for "
      + "ever; use the parameter"
  }

  @usableFromInline
  package init(_ state: State) { place = .own(LockedValue(state, isChecked: true)) }

  /// The store of a part of another one's state.
  init<Whole: WorkflowState>(
    _ path: @escaping @Sendable () -> WritableKeyPath<Whole, State>, of whole: StateStore<Whole>
  ) {
    place = .part(PartOfState(whole: whole, path: path))
  }

  // These three do what an own state needs in place, and leave that of a group to functions out of line: the others only
  // look whether they are one.

  /// A copy of the whole state as it is now.
  public var value: State {
    switch place {
    case .own(let box): box.withCheckedLock(Self.reentry) { $0 }
    case .part: read { $0 }
    }
  }

  /// One property of the state as it is now.
  public subscript<Value>(dynamicMember keyPath: KeyPath<State, Value>) -> Value {
    switch place {
    case .own(let box): box.withCheckedLock(Self.reentry) { $0[keyPath: keyPath] }
    case .part: read { $0[keyPath: keyPath] }
    }
  }

  /// Changes the state, all or nothing: visible to everybody when the closure returns, and undone if it throws.
  ///
  /// An edit stays when the step fails later. The store is held for the closure alone, which cannot suspend. To use it
  /// there in any other way stops the program, as it could only wait for itself: to read it or to edit it again, also through
  /// the store of a group, whose state is a part of this one, or through ``WorkflowHandler/state``.
  ///
  /// Each edit works on a copy of the state, so that it can be undone: a collection that it changes is copied as a whole.
  ///
  /// - Returns: What the closure returns.
  /// - Throws: What the closure throws.
  @discardableResult
  public func edit<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch place {
    case .own(let box):
      try box.withCheckedLock(Self.reentry) { state throws(Failure) in
        var copy = state
        let result = try body(&copy)
        state = copy
        return result
      }
    case .part: try editPart(body)
    }
  }

  @inline(never)
  private func editPart<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withState { state throws(Failure) in
      var copy = state
      let result = try body(&copy)
      state = copy
      return result
    }
  }

  /// Looks at the state while nobody else can.
  @inline(never)
  func read<Value>(_ body: (State) -> Value) -> Value {
    switch place {
    case .own(let box): box.withCheckedLock(Self.reentry) { body($0) }
    case .part(let part): part.read(body)
    }
  }

  /// Does something with the state, in its place, while nobody else can.
  @inline(never)
  func withState<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch place {
    case .own(let box): try box.withCheckedLock(Self.reentry, body)
    case .part(let part): try part.withState(body)
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
