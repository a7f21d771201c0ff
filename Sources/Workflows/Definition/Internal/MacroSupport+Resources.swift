// See MacroSupport.swift.
#if Macros
/// A resource that a step takes, by its key path.
public func _resource<Value: Sendable>(
  _ parameter: String, _ type: Value.Type, _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable
) -> ResourceUse {
  ResourceUse(parameter: parameter, request: ResourceRequest(path))
}

/// A resource that a step takes, by its type.
public func _resource<Value: ResourceProviding>(_ parameter: String, _ type: Value.Type) -> ResourceUse {
  ResourceUse(parameter: parameter, request: ResourceRequest(type))
}

/// A step with the resources that it takes.
public func _taking<W: StepContainer>(_ resources: [ResourceUse], _ step: StepDefinition<W>) -> StepDefinition<W> {
  step.taking(resources)
}

/// Provides a step with a resource, by its key path.
public func _provide<W: StepContainer, Value: Sendable>(
  _ context: WorkflowContext<W>, _ type: Value.Type,
  _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable
) async throws -> Value {
  try await provide(ResourceRequest(path), to: context)
}

/// Provides a step with a resource, by its type.
public func _provide<W: StepContainer, Value: ResourceProviding>(
  _ context: WorkflowContext<W>, _ type: Value.Type
) async throws -> Value {
  try await provide(ResourceRequest(type), to: context)
}

private func provide<W: StepContainer, Value: Sendable>(
  _ request: ResourceRequest, to context: WorkflowContext<W>
) async throws -> Value {
  do {
    return try await resource(
      context.scope.resource(request, from: context.execution), of: request, as: Value.self)
  } catch {
    throw ResourceFailure(resource: request.name, error: error)
  }
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
