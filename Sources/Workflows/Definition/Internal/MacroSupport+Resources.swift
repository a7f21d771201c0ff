// See MacroSupport.swift.
#if Macros
/// A resource that a step takes, by its key path.
public func _resource<Value: Sendable>(
  _ parameter: String, _ type: Value.Type, _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable
) -> _StepResource<Value> {
  _StepResource(_use: ResourceUse(parameter: parameter, request: ResourceRequest(path)))
}

/// A resource that a step takes, by its type.
public func _resource<Value: ResourceProviding>(_ parameter: String, _ type: Value.Type) -> _StepResource<Value> {
  _StepResource(_use: ResourceUse(parameter: parameter, request: ResourceRequest(type)))
}

/// A resource of another type than its parameter, which the compiler reports where it is written: the program does not
/// compile, so this never runs.
@_disfavoredOverload
public func _resource<Value>(
  _ parameter: String, _ type: Value.Type, _ path: PartialKeyPath<Resources>
) -> _StepResource<Value> {
  _StepResource(_use: nil)
}

/// A parameter of a type that does not say how it is made; see the overload above.
@_disfavoredOverload
public func _resource<Value>(_ parameter: String, _ type: Value.Type) -> _StepResource<Value> {
  _StepResource(_use: nil)
}

/// A resource that a step takes, with its type.
public struct _StepResource<Value>: Sendable {
  /// What the definition of the step is told.
  public let _use: ResourceUse?

  /// The resource, for one attempt of the step.
  public func _value<W: StepContainer>(for context: WorkflowContext<W>) async throws -> sending Value {
    guard let request = _use?.request else { throw CancellationError() }
    do {
      return try await resource(
        context.scope.resource(request, from: context.execution), of: request, as: Value.self)
    } catch {
      throw ResourceFailure(resource: request.name, error: error)
    }
  }
}

/// A step with the resources that it takes.
public func _taking<W: StepContainer>(_ resources: [ResourceUse?], step: StepDefinition<W>) -> StepDefinition<W> {
  step.taking(resources.compactMap(\.self))
}
#endif

/// A step has not run because one of its resources could not be made.
///
/// Known only between the step's body and the run, which takes it apart: what a step is tried again for, and what the run
/// throws, is the error itself.
package struct ResourceFailure: Error {
  package let resource: String
  package let error: any Error
}
