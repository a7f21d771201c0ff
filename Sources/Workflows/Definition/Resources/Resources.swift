/// The resources of a program, each a property that says how it is made.
///
/// ```swift
/// struct Index: Sendable { var pages: [String] }
///
/// extension Resources {
///   var index: ResourceDefinition<Index> {
///     ResourceDefinition { Index(pages: ["A whale is no fish."]) }
///   }
/// }
///
/// @Workflow
/// struct Searching {
///   @Step func search(_ event: Start<String>, @Resource(\.index) index: Index) -> Stop<String> {
///     Stop(index.pages.first { $0.contains(event.input) } ?? "nothing")
///   }
/// }
/// let page = try await Searching().run("whale").result
/// ```
///
/// A step asks for one with ``Resource`` on a parameter, or with `context.resource(\.index)`;
/// a resource asks for another one through its ``ResourceResolver``. Which resources there are is known to the compiler,
/// so that none can be missing.
///
/// Python: `Annotated[Index, Resource(get_index)]`.
public struct Resources: Sendable {
  package init() {}
}

/// A type that says by itself how a resource of its type is made, so that steps can ask for it by the type alone.
///
/// ```swift
/// struct Index: Sendable { var pages: [String] }
///
/// extension Index: ResourceProviding {
///   static var resource: ResourceDefinition<Index> { ResourceDefinition { Index(pages: []) } }
/// }
///
/// @Workflow
/// struct Counting {
///   @Step func count(_ event: Start<Nothing>, @Resource index: Index) -> Stop<Int> { Stop(index.pages.count) }
/// }
/// ```
public protocol ResourceProviding: Sendable {
  /// How the resource is made.
  static var resource: ResourceDefinition<Self> { get }
}
