/// Resources that are made in another way than their definitions say, as in tests.
///
/// ```swift
/// extension Resources {
///   var greeting: ResourceDefinition<String> { .value("Hello") }
/// }
///
/// var replacements = ResourceReplacements()
/// replacements.replace(\.greeting, with: "Good day")
/// let runtime = WorkflowRuntime(resources: replacements)
/// // or for one run:
/// let handler = MyWorkflow().run("Ada", options: RunOptions(resources: replacements))
/// ```
///
/// Replaced in a ``WorkflowRuntime``, they are shared as their scopes say. Replaced for one run with
/// ``RunOptions/resources``, that run has resources of its own of every scope, torn down when it ends, and shares none: a
/// resource that depends on a replaced one must not reach other runs. Child runs have the same replacements.
///
/// Python: `ResourceManager.set(name, value)`.
public struct ResourceReplacements: Sendable {
  package private(set) var requests: [ResourceKey: ResourceRequest] = [:]

  /// Replaces nothing yet.
  public init() {}

  /// Whether nothing is replaced.
  public var isEmpty: Bool { requests.isEmpty }

  /// Puts a value in the place of a resource; it is not torn down.
  public mutating func replace<Value: Sendable>(
    _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable, with value: Value
  ) {
    replace(ResourceRequest(path)) { _ in value }
  }

  /// Makes a resource in another way.
  public mutating func replace<Value: Sendable>(
    _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable,
    _ make: @escaping @Sendable (ResourceResolver) async throws -> Value
  ) {
    replace(ResourceRequest(path), make)
  }

  /// Puts a value in the place of a resource that is known by its type; it is not torn down.
  public mutating func replace<Value: ResourceProviding>(_ type: Value.Type = Value.self, with value: Value) {
    replace(ResourceRequest(type)) { _ in value }
  }

  private mutating func replace<Value: Sendable>(
    _ request: ResourceRequest, _ make: @escaping @Sendable (ResourceResolver) async throws -> Value
  ) {
    requests[request.key] = ResourceRequest(request, replacedBy: make)
  }

  /// These, and for what they do not replace the others.
  package func merging(_ others: ResourceReplacements) -> ResourceReplacements {
    var all = self
    all.requests.merge(others.requests) { own, _ in own }
    return all
  }
}
