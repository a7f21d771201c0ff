extension WorkflowContext {
  /// A resource, by its key path; for steps that are closures, and for what a step needs only at times.
  ///
  /// ```swift
  /// extension Resources {
  ///   var greeting: ResourceDefinition<String> { .value("Hello") }
  /// }
  ///
  /// let greeting = InlineWorkflow("greeting", input: Start<String>.self, output: String.self) {
  ///   Step("greet") { (event: Start<String>, context) in
  ///     Stop(try await context.resource(\.greeting) + ", \(event.input)!")
  ///   }
  /// }
  /// ```
  ///
  /// See ``Resource`` and ``ResourceDefinition``. One of scope ``ResourceScope/step`` lives until the step returns.
  ///
  /// - Throws: What its definition throws; `CancellationError` if the step is cancelled meanwhile, or has ended.
  public func resource<Value: Sendable>(
    _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable
  ) async throws -> Value {
    let request = ResourceRequest(path)
    return try await Workflows.resource(scope.resource(request, from: execution), of: request, as: Value.self)
  }

  /// A resource, by its type, as by its key path.
  public func resource<Value: ResourceProviding>(_ type: Value.Type) async throws -> Value {
    let request = ResourceRequest(type)
    return try await Workflows.resource(scope.resource(request, from: execution), of: request, as: Value.self)
  }
}
