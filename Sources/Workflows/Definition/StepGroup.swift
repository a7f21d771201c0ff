#if Macros
/// Steps that several workflows have in common.
///
/// Mark a struct, a final class or an actor with `@StepGroup` and its methods with `@Step`, as for a ``Workflow``. A
/// workflow has the steps of a group if it has the group in a property that is marked with `@Steps`:
///
/// ```swift
/// struct Query: Event { var text: String }
/// struct Page: Event { var text: String }
///
/// @StepGroup
/// struct Retrieval {
///   var pages: [String]
///   @Step func search(_ query: Query) -> Page { Page(text: pages.first { $0.contains(query.text) } ?? "nothing") }
/// }
///
/// @Workflow
/// struct Answering {
///   @Steps var retrieval = Retrieval(pages: ["A whale is no fish."])
///   @Step func ask(_ event: Start<String>) -> Query { Query(text: event.input) }
///   @Step func answer(_ page: Page) -> Stop<String> { Stop(page.text) }
/// }
/// let answer = try await Answering().run("whale").result
/// ```
///
/// The steps run with the value that is in the property of the workflow's value, so that two values may have groups that
/// are configured differently. They are steps of the workflow like its own: they stand where the property stands, their
/// names must differ from those of all others, and events go to whoever takes them.
///
/// A group with a nested `struct State: WorkflowState` keeps it in the state of its workflow, where `@Steps(state:)`
/// says. A group may have groups itself.
public protocol StepGroup: StepContainer {
  /// The steps, those of its groups included, in declaration order.
  nonisolated static var steps: [StepDefinition<Self>] { get }
}
#endif
