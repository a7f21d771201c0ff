/// What resources are known by.
package enum ResourceKey: Hashable, Sendable {
  case path(any AnyKeyPath & Sendable)
  case type(ObjectIdentifier)

  package static func == (one: ResourceKey, other: ResourceKey) -> Bool {
    switch (one, other) {
    case (.path(let one), .path(let other)): (one as AnyKeyPath) == (other as AnyKeyPath)
    case (.type(let one), .type(let other)): one == other
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .path(let path): hasher.combine(path as AnyKeyPath)
    case .type(let type): hasher.combine(type)
    }
  }
}

/// Somebody asks for a resource: what is asked for, and its definition without the type.
@usableFromInline
package struct ResourceRequest: Sendable {
  package let key: ResourceKey
  package let name: String
  package let scope: ResourceScope
  package let typeName: String
  package let location: SourceLocation
  package let configuration: ResourceConfiguration?
  package let make: @Sendable (ResourceResolver) async throws -> any Sendable
  package let teardown: (@Sendable (any Sendable) async throws -> Void)?

  package init<Value>(_ key: ResourceKey, _ definition: ResourceDefinition<Value>, name: String? = nil) {
    self.key = key
    self.name = name ?? definition.name
    scope = definition.scope
    typeName = String(describing: Value.self)
    location = definition.location
    configuration = definition.configuration
    let make = definition.make
    self.make = { try await make($0) }
    guard let teardown = definition.teardown else {
      self.teardown = nil
      return
    }
    self.teardown = { value in
      // It is one: it is what `make` returned.
      if let value = value as? Value { try await teardown(value) }
    }
  }

  package init<Value>(_ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable) {
    self.init(.path(path), Resources()[keyPath: path])
  }

  package init<Value: ResourceProviding>(_ type: Value.Type) {
    self.init(.type(ObjectIdentifier(type)), Value.resource, name: String(describing: type))
  }

  /// The same resource, made in another way.
  package init<Value: Sendable>(
    _ other: ResourceRequest, replacedBy make: @escaping @Sendable (ResourceResolver) async throws -> Value
  ) {
    key = other.key
    name = other.name
    scope = other.scope
    typeName = other.typeName
    location = other.location
    configuration = nil
    self.make = { try await make($0) }
    teardown = nil
  }
}

/// What steps and resources ask for resources.
package protocol ResourceSource: Sendable {
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - asker: The resource that asks, if it is not a step.
  func resource(_ request: ResourceRequest, for asker: ResourceRequest?) async throws -> any Sendable
  func sleep(for duration: Duration) async throws
}

/// A resource as the value that it must be: it is what its definition made.
package func resource<Value>(_ value: any Sendable, of request: ResourceRequest, as type: Value.Type) throws -> Value {
  if let value = value as? Value { return value }
  throw WorkflowError(
    code: .invalidResource,
    message: "resource '\(request.name)' was replaced by a value of type '\(Swift.type(of: value))', but its type is "
      + "'\(type)'")
}
