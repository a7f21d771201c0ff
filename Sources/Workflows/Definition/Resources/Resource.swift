/// Marks a parameter of a step as a resource, which the run provides.
///
/// ```swift
/// extension Resources {
///   var greeting: ResourceDefinition<String> { .value("Hello") }
/// }
///
/// @Workflow
/// struct Greeting {
///   @Step func greet(_ event: Start<String>, @Resource(\.greeting) greeting: String) -> Stop<String> {
///     Stop("\(greeting), \(event.input)!")
///   }
/// }
/// ```
///
/// The resource is made before the body of the step runs, or taken from those that there are: see ``ResourceScope``. When
/// it cannot be made, the attempt fails with the error that its definition threw: retries and error handlers apply as if
/// the step had thrown it, and what ends the run says which resource it was. The time that it takes counts against the
/// step's timeout.
///
/// Python: `Annotated[T, Resource(factory)]`.
@propertyWrapper
public struct Resource<Value: Sendable>: Sendable {
  /// The resource.
  public let wrappedValue: Value

  /// A resource by its key path: `@Resource(\.database) database: Database`.
  public init(wrappedValue: Value, _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable) {
    self.wrappedValue = wrappedValue
  }

  /// A resource by its type: `@Resource database: Database`.
  public init(wrappedValue: Value) where Value: ResourceProviding { self.wrappedValue = wrappedValue }
}
