// Questions about groups; see MacroQuestions.swift.
//
// A macro does not see what a group takes and produces: it is declared elsewhere. So `@StepGroup` writes a function for
// each of its events that answers for that event, and the general ones below answer for all others:
//
//     static func _takes(_ event: Query.Type) -> _SettledQuestion
//
// `@Workflow` calls them on the type of the property, which it has the compiler infer. What a group takes from outside
// and what it gives away, it offers one by one (`_needs0`, `_gives0`, …), together with the message that says what is
// wrong if nobody makes it or takes it.
#if Macros
extension _Question {
  /// A suspicion that turned out to be none.
  public static var settled: _SettledQuestion { _SettledQuestion() }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension _OpenQuestion {
  public func unless(_ other: _SettledQuestion) -> _SettledQuestion { other }
  public func unless(_ other: _OpenQuestion) -> Self { self }

  /// Some of them are no events by themselves: unions, which stand for events that the macro does not see.
  public func unlessAnyHides<each E: Event>(_: _Events<repeat each E>) -> Self { self }
  @_disfavoredOverload public func unlessAnyHides<Other>(_: Other) -> _SettledQuestion { .init() }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension _SettledQuestion {
  public func unless<Other>(_: Other) -> Self { self }
  public func unlessAnyHides<Other>(_: Other) -> Self { self }
}

/// The types that the steps of a group mention.
public struct _Events<each E>: Sendable {
  /// Makes a list of types.
  public init() {}
}

/// The types that the steps of a group mention, if not everybody who sees the group sees them all.
public struct _HiddenEvents: Sendable {}

/// In place of an event that a group does not have.
public struct _NoEvent: Sendable {}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension StepGroup {
  /// Whether a step takes an event or waits for it.
  @_disfavoredOverload public nonisolated static func _takes<E>(_: E.Type) -> _OpenQuestion { _Question.open }
  /// Whether a step produces an event.
  @_disfavoredOverload public nonisolated static func _makes<E>(_: E.Type) -> _OpenQuestion { _Question.open }

  /// All that they take.
  @_disfavoredOverload public nonisolated static func _taken() -> _HiddenEvents { _HiddenEvents() }
  /// All that they produce.
  @_disfavoredOverload public nonisolated static func _made() -> _HiddenEvents { _HiddenEvents() }

  // What the group takes and does not produce itself. More than these are checked when the workflow is first used.
  @_disfavoredOverload public nonisolated static var _needs0: _NoEvent.Type { _NoEvent.self }
  @_disfavoredOverload public nonisolated static var _needs1: _NoEvent.Type { _NoEvent.self }
  @_disfavoredOverload public nonisolated static var _needs2: _NoEvent.Type { _NoEvent.self }
  @_disfavoredOverload public nonisolated static var _needs3: _NoEvent.Type { _NoEvent.self }
  public nonisolated static func _edgeTo0(_: _SettledQuestion) {}
  public nonisolated static func _edgeTo1(_: _SettledQuestion) {}
  public nonisolated static func _edgeTo2(_: _SettledQuestion) {}
  public nonisolated static func _edgeTo3(_: _SettledQuestion) {}

  // What the group produces and does not take itself.
  @_disfavoredOverload public nonisolated static var _gives0: _NoEvent.Type { _NoEvent.self }
  @_disfavoredOverload public nonisolated static var _gives1: _NoEvent.Type { _NoEvent.self }
  @_disfavoredOverload public nonisolated static var _gives2: _NoEvent.Type { _NoEvent.self }
  @_disfavoredOverload public nonisolated static var _gives3: _NoEvent.Type { _NoEvent.self }
  public nonisolated static func _edgeFrom0(_: _SettledQuestion) {}
  public nonisolated static func _edgeFrom1(_: _SettledQuestion) {}
  public nonisolated static func _edgeFrom2(_: _SettledQuestion) {}
  public nonisolated static func _edgeFrom3(_: _SettledQuestion) {}
}

// MARK: The property

/// The type of the group that a closure reads.
public func _groupType<Whole, Part: StepGroup>(
  _ read: @escaping @Sendable (Whole) async -> Part
) -> Part.Type { Part.self }

/// In place of the type of what is no group, which `#_grouped` reports.
@_disfavoredOverload
public func _groupType<Whole, Part>(
  _ read: @escaping @Sendable (Whole) async -> Part
) -> _NoGroup.Type { _NoGroup.self }

/// A group of which nothing is known.
public struct _NoGroup: StepGroup {
  /// None.
  public static var steps: [StepDefinition<_NoGroup>] { [] }
}

/// A group without state.
@freestanding(expression)
public macro _grouped<Whole, Part: StepGroup>(
  _ group: _Group<Whole, Part>, _ noGroup: StaticString, _ workflow: StaticString, _ state: StaticString
) -> Int = #line where Part.RunState == NoState

/// Reports a group with a state that has no place.
@freestanding(expression)
public macro _grouped<Whole, Part: StepGroup>(
  _ group: _Group<Whole, Part>, _ noGroup: StaticString, _ workflow: StaticString, _ state: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "ThirdProblemMacro")

/// A group with a state that has a place.
@freestanding(expression)
public macro _grouped<Whole, Part: StepGroup>(
  _ group: _Group<Whole, Part>, state: WritableKeyPath<Whole.RunState, Part.RunState>,
  _ noGroup: StaticString, _ workflow: StaticString, _ wrongPath: StaticString
) -> Int = #line

/// Reports a group whose state cannot be in this place.
@freestanding(expression)
public macro _grouped<Whole, Part: StepGroup, Root, Value>(
  _ group: _Group<Whole, Part>, state: KeyPath<Root, Value>, _ noGroup: StaticString, _ workflow: StaticString,
  _ wrongPath: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "ThirdProblemMacro")

/// Reports a workflow where a group belongs.
@freestanding(expression)
public macro _grouped<Whole, Part: Workflow>(
  _ group: _Group<Whole, Part>, _ noGroup: StaticString, _ workflow: StaticString, _ state: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "SecondProblemMacro")

/// Reports a workflow where a group belongs.
@freestanding(expression)
public macro _grouped<Whole, Part: Workflow, Root, Value>(
  _ group: _Group<Whole, Part>, state: KeyPath<Root, Value>, _ noGroup: StaticString, _ workflow: StaticString,
  _ wrongPath: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "SecondProblemMacro")

/// Reports what is no group.
@freestanding(expression)
public macro _grouped<Whole, Part>(
  _ group: _Group<Whole, Part>, _ noGroup: StaticString, _ workflow: StaticString, _ state: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "FirstProblemMacro")

/// Reports what is no group.
@freestanding(expression)
public macro _grouped<Whole, Part, Root, Value>(
  _ group: _Group<Whole, Part>, state: KeyPath<Root, Value>, _ noGroup: StaticString, _ workflow: StaticString,
  _ wrongPath: StaticString
) -> Int = #externalMacro(module: "WorkflowsMacros", type: "FirstProblemMacro")
#endif
