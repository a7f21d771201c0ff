/// What a resource may ask for while it is made.
public struct ResourceResolver: Sendable {
  package let source: any ResourceSource
  package let asker: ResourceRequest

  package init(source: any ResourceSource, asker: ResourceRequest) {
    self.source = source
    self.asker = asker
  }

  /// Another resource, by its key path.
  ///
  /// - Throws: What its definition throws; ``WorkflowError`` with code ``WorkflowError/Code/invalidResource`` if it needs the
  ///   one that asks, or lives shorter than that one.
  public func resource<Value: Sendable>(
    _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable
  ) async throws -> Value {
    try await resource(ResourceRequest(path))
  }

  /// Another resource, by its type, as by its key path.
  public func resource<Value: ResourceProviding>(_ type: Value.Type) async throws -> Value {
    try await resource(ResourceRequest(type))
  }

  /// Suspends for a time of the runtime's clock, which in tests is a virtual one.
  ///
  /// - Throws: `CancellationError` when nobody waits for the resource any more.
  public func sleep(for duration: Duration) async throws { try await source.sleep(for: duration) }

  private func resource<Value>(_ request: ResourceRequest) async throws -> Value {
    try await Workflows.resource(source.resource(request, for: asker), of: request, as: Value.self)
  }
}
