// What the expansions of `@Steps` and `@StepGroup` call; see MacroSupport.swift.
#if Macros
/// A group in a property of a workflow or of another group; the compiler infers its type.
public struct _Group<Whole: StepContainer, Part>: Sendable {
  let read: @Sendable (Whole) async -> Part
}

/// The group that a closure reads.
public func _group<Whole, Part>(_ read: @escaping @Sendable (Whole) async -> Part) -> _Group<Whole, Part> {
  _Group(read: read)
}

/// A group as it is.
///
/// `async`, although it does not suspend: one `await` in front of it then covers every kind of property, also one that
/// is isolated to an actor, without a warning about a needless `await`.
public func _part<Part>(_ part: Part) async -> Part { part }

/// The steps of a group without state.
public func _steps<Whole, Part: StepGroup>(
  _ group: _Group<Whole, Part>
) -> [StepDefinition<Whole>] where Part.RunState == NoState {
  StepDefinition.list(of: Part.self) { whole in
    WorkflowHost(workflow: await group.read(whole.workflow), store: emptyStore)
  }
}

/// The steps of a group whose state is a part of that of the whole.
///
/// The key path comes in a closure, which is `Sendable` in Swift 5 as well.
public func _steps<Whole, Part: StepGroup>(
  _ group: _Group<Whole, Part>, state: @escaping @Sendable () -> WritableKeyPath<Whole.RunState, Part.RunState>
) -> [StepDefinition<Whole>] {
  StepDefinition.list(of: Part.self) { whole in
    WorkflowHost(workflow: await group.read(whole.workflow), store: StateStore(state, of: whole.store))
  }
}

/// The steps of what is no group, or of a group whose state has no place; `#_grouped` reports it.
///
/// The program does not compile, so this never runs.
@_disfavoredOverload
public func _steps<Whole, Part>(_ group: _Group<Whole, Part>) -> [StepDefinition<Whole>] { [] }

/// The same where the place of the state is given, and is none.
@_disfavoredOverload
public func _steps<Whole, Part, Root, Value>(
  _ group: _Group<Whole, Part>, state: @escaping @Sendable () -> KeyPath<Root, Value>
) -> [StepDefinition<Whole>] { [] }
#endif
