// What the macros' expansions call. Public because expansions stand in the user's module; underscored because nobody
// else should use it, and it may change in any release.
#if Macros
// MARK: Steps

/// A step that returns events.
@inlinable
public func _step<W: StepContainer, Input: StepInput, Output: StepOutput>(
  _ name: String, _ options: StepOptions, _ input: Input.Type, _ output: Output.Type, at location: SourceLocation,
  documentation: String, body: @escaping @Sendable (W, Input, WorkflowContext<W>) async throws -> Emissions
) -> StepDefinition<W> {
  StepDefinition(name, options, input, output, at: location, documentation: documentation, body: body)
}

/// A step that returns nothing.
@inlinable
public func _step<W: StepContainer, Input: StepInput>(
  _ name: String, _ options: StepOptions, _ input: Input.Type, _ output: Void.Type, at location: SourceLocation,
  documentation: String, body: @escaping @Sendable (W, Input, WorkflowContext<W>) async throws -> Emissions
) -> StepDefinition<W> {
  StepDefinition(name, options, input, output, at: location, documentation: documentation, body: body)
}

/// A step that takes events of several types as one, and returns events.
public func _step<W: StepContainer, Output: StepOutput>(
  _ name: String, _ options: StepOptions, accepting types: [any Event.Type], on trigger: StepTrigger,
  _ output: Output.Type, at location: SourceLocation, documentation: String,
  body: @escaping @Sendable (W, any Event, WorkflowContext<W>) async throws -> Emissions
) -> StepDefinition<W> {
  StepDefinition(
    name, options, accepting: types, on: trigger, returns: Output.producedEvents, listed: Output.listedEvents,
    at: location, documentation: documentation, body: body)
}

/// A step that takes events of several types as one, and returns nothing.
public func _step<W: StepContainer>(
  _ name: String, _ options: StepOptions, accepting types: [any Event.Type], on trigger: StepTrigger,
  _ output: Void.Type, at location: SourceLocation, documentation: String,
  body: @escaping @Sendable (W, any Event, WorkflowContext<W>) async throws -> Emissions
) -> StepDefinition<W> {
  StepDefinition(
    name, options, accepting: types, on: trigger, returns: [], listed: [], at: location,
    documentation: documentation, body: body)
}

/// An event as what it has in common with others.
public func _shared<W: StepContainer, Shared>(
  _ event: any Event, as type: Shared.Type, in workflow: W, by step: String
) throws -> Shared {
  try StepDefinition<W>.shared(event, by: step)
}

/// The members of a batch as what they have in common.
public func _shared<W: StepContainer, Shared>(
  membersOf event: any Event, as type: [Shared].Type, in workflow: W, by step: String
) throws -> [Shared] {
  try StepDefinition<W>.shared(membersOf: event, by: step)
}

/// A step that takes or returns something that is no event.
///
/// `#_taken` and `#_returned` report it in better words than a failed overload would. The program does not compile, so
/// this never runs.
@_disfavoredOverload
public func _step<W: StepContainer, Input, Output>(
  _ name: String, _ options: StepOptions, _ input: Input.Type, _ output: Output.Type, at location: SourceLocation,
  documentation: String, body: @escaping @Sendable (W, Input, WorkflowContext<W>) async throws -> Emissions
) -> StepDefinition<W> {
  StepDefinition(name, options, Start<Nothing>.self, Void.self, at: location, documentation: documentation) { _, _, _ in
    .none
  }
}

/// What a step returned, as emissions.
///
/// `async throws`, although it neither suspends nor throws: one `try await` in front of it then covers every kind of
/// step, synchronous, throwing, or isolated to an actor, without a warning about a needless `try` or `await`.
@inlinable
public func _emissions(_ output: consuming some StepOutput) async throws -> Emissions { output.emissions() }

/// A step that returned nothing.
@inlinable
public func _emissions(_ output: Void) async throws -> Emissions { .none }

/// What cannot be emitted; see the last overload of `_step`.
@_disfavoredOverload
public func _emissions<Output>(_ output: sending Output) async throws -> Emissions { .none }

// MARK: Unions

/// The event of a union's case, if it is one of that case's type.
@inlinable
public func _accept<Input: StepInput>(_ event: any Event, as type: Input.Type) -> Input? { Input.accept(event) }

/// A case without an event, which `#_taken` reports.
@_disfavoredOverload
public func _accept<Input>(_ event: any Event, as type: Input.Type) -> Input? { nil }

/// The types of events that a union's case takes.
@inlinable
public func _accepted<Input: StepInput>(_ type: Input.Type) -> [any Event.Type] { Input.acceptedEvents }

/// A case without an event, which `#_taken` reports.
@_disfavoredOverload
public func _accepted<Input>(_ type: Input.Type) -> [any Event.Type] { [] }

/// The types of events that a union's case produces.
@inlinable
public func _produced<Output: StepOutput>(_ type: Output.Type) -> [any Event.Type] { Output.producedEvents }

/// A case without an event, which `#_taken` reports.
@_disfavoredOverload
public func _produced<Output>(_ type: Output.Type) -> [any Event.Type] { [] }

/// The event of a union's case.
@inlinable
public func _caseEmissions(_ output: consuming some StepOutput) -> Emissions { output.emissions() }

/// A case without an event, which `#_taken` reports.
@_disfavoredOverload
public func _caseEmissions<Output>(_ output: Output) -> Emissions { .none }
#endif
