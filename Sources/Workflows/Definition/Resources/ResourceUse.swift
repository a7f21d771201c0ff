/// A resource that a step takes by a parameter.
public struct ResourceUse: Sendable {
  /// The name of the parameter.
  public let parameter: String
  /// The name of the resource.
  public var name: String { request.name }
  /// The name of its type.
  public var typeName: String { request.typeName }
  /// How long it lives.
  public var scope: ResourceScope { request.scope }
  package let request: ResourceRequest
}

extension StepDefinition {
  /// The same step, which takes resources too.
  package func taking(_ resources: [ResourceUse]) -> StepDefinition {
    var step = self
    step.resources = resources
    return step
  }
}
