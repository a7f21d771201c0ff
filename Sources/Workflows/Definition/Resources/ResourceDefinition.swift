/// How a resource is made, how long it lives, and what becomes of it then.
///
/// ```swift
/// actor Connection {
///   init(to address: String) async throws {}
///   func close() async {}
/// }
///
/// extension Resources {
///   var address: ResourceDefinition<String> { .value("localhost") }
///
///   var connection: ResourceDefinition<Connection> {
///     ResourceDefinition(scope: .run) { resources in
///       try await Connection(to: resources.resource(\.address))
///     } teardown: { connection in
///       await connection.close()
///     }
///   }
/// }
/// ```
///
/// A definition is made anew whenever it is asked for and holds no value; values are known by the key path or the type
/// that they are asked for with.
///
/// **Making.** However many steps ask for a resource at once, it is made once, in a task of its own, and all of them get
/// it. When making it fails, all who wait get the error, and the next one to ask tries again. When nobody waits for it
/// any more, as after a timeout, its task is cancelled; should it come into being all the same, it is torn down.
///
/// **Teardown** happens once for each value, in the reverse order of their making. What it throws is logged as an error
/// and changes nothing else: the work that the resource was for is done.
public struct ResourceDefinition<Value: Sendable>: Sendable {
  /// What errors, logs and pictures call it: the name of the property that makes the definition.
  public let name: String
  /// How long it lives.
  public let scope: ResourceScope
  /// Where it is defined.
  public let location: SourceLocation
  package let make: @Sendable (ResourceResolver) async throws -> Value
  package let teardown: (@Sendable (Value) async throws -> Void)?
  /// What it is read from, if it is a part of a configuration.
  package var configuration: ResourceConfiguration?

  /// Makes a definition of a resource that needs others.
  ///
  /// - Parameters:
  ///   - scope: How long it lives, and hence who shares it.
  ///   - name: What errors, logs and pictures call it; the name of the property unless told otherwise.
  ///   - fileID: Where it is defined; here unless told otherwise.
  ///   - line: The line there.
  ///   - make: Makes it; runs in a task of its own, with the task-local values of the first to ask for it.
  ///   - teardown: Gives back what it holds; `nil` if there is nothing to do.
  public init(
    scope: ResourceScope = .workflow, name: String = #function, fileID: String = #fileID, line: Int = #line,
    _ make: @escaping @Sendable (ResourceResolver) async throws -> Value,
    teardown: (@Sendable (Value) async throws -> Void)? = nil
  ) {
    self.init(name: name, scope: scope, at: SourceLocation(fileID: fileID, line: line), make: make, teardown: teardown)
  }

  /// Makes a definition of a resource that needs no other.
  public init(
    scope: ResourceScope = .workflow, name: String = #function, fileID: String = #fileID, line: Int = #line,
    _ make: @escaping @Sendable () async throws -> Value,
    teardown: (@Sendable (Value) async throws -> Void)? = nil
  ) {
    self.init(
      name: name, scope: scope, at: SourceLocation(fileID: fileID, line: line), make: { _ in try await make() },
      teardown: teardown)
  }

  /// A resource that is there already.
  public static func value(
    _ value: Value, name: String = #function, fileID: String = #fileID, line: Int = #line
  ) -> ResourceDefinition {
    ResourceDefinition(scope: .runtime, name: name, fileID: fileID, line: line) { value }
  }

  package init(
    name: String, scope: ResourceScope, at location: SourceLocation,
    make: @escaping @Sendable (ResourceResolver) async throws -> Value,
    teardown: (@Sendable (Value) async throws -> Void)?
  ) {
    self.name = name
    self.scope = scope
    self.location = location
    self.make = make
    self.teardown = teardown
  }
}

extension ResourceDefinition {
  /// Makes the resource for one that has it for itself.
  package func make(in resources: ResourceResolver) async throws -> Value { try await make(resources) }
}

/// Where a resource that is a part of a configuration comes from.
package struct ResourceConfiguration: Hashable, Sendable {
  package var files: [String]
  package var key: String

  package init(files: [String], key: String) {
    self.files = files
    self.key = key
  }
}
