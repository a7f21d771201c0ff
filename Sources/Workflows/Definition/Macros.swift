#if Macros
/// Makes a struct, a final class or an actor a ``Workflow`` of its methods that are marked with `@Step`.
///
/// ```swift
/// struct Joke: Event { var text: String }
///
/// @Workflow
/// struct Jokes {
///   @Step func write(_ event: Start<String>) -> Joke { Joke(text: "A joke about \(event.input)") }
///   @Step func judge(_ joke: Joke) -> Stop<String> { Stop(joke.text) }
/// }
/// ```
///
/// The graph is checked while it compiles: a step that nothing triggers, an event that nobody takes, a workflow that
/// never stops are errors on the line where they are written. What is beyond the reach of a macro, such as the events
/// of a union that is declared outside of the workflow, is checked when the workflow is first used.
///
/// Steps must stand in the declaration itself, not in an extension, and the type at file level or in another type;
/// within functions use ``InlineWorkflow``. A nested `struct State: WorkflowState` becomes the state of a run.
///
/// - Parameters:
///   - name: The name of the workflow; the name of the type if there is none.
///   - start: The event that starts it, for where the steps do not tell.
///   - stop: The event that ends it, for where the steps do not tell, as when they return a union that is declared
///     elsewhere.
///   - timeout: See ``WorkflowOptions/timeout``.
///   - numConcurrentRuns: See ``WorkflowOptions/numConcurrentRuns``.
///   - termination: See ``WorkflowOptions/termination-swift.property``.
///   - skipGraphChecks: See ``WorkflowOptions/skipGraphChecks``.
@attached(
  member,
  names: named(Context), named(StartEventType), named(StopEventType), named(RunState), named(definition),
  named(_workflowDefinition), named(_definition), named(_typeDefinition),
  named(_starts), named(_stops), named(_checkGraph))
@attached(extension, conformances: Workflow)
public macro Workflow(
  _ name: String? = nil, start: (any StartEvent.Type)? = nil, stop: (any StopEvent.Type)? = nil,
  timeout: Duration? = .seconds(45), numConcurrentRuns: Int? = nil,
  termination: WorkflowOptions.Termination = .explicit, skipGraphChecks: Set<GraphCheck> = []
) = #externalMacro(module: "WorkflowsMacros", type: "WorkflowMacro")

/// Makes a method of a `@Workflow` or of a `@StepGroup` one of its steps.
///
/// Its parameter is what triggers it: an event, an ``Either``, or an enum marked with `@EventUnion`. An array of these
/// is a batch: the elements of an array that another step returned, or what has become of them; the step runs once for
/// each batch, when its last branch has ended. With several parameters of one event each, the step runs whenever there
/// is one for each. Beside them the step may take its ``StepContainer/Context``. Its result is what it produces: an event,
/// an optional, an array or a union of events, or nothing. It may be `async`, `throws`, and isolated to an actor.
/// Parameters with a default value are not filled in by the run. Its documentation comment becomes its
/// ``StepDefinition/documentation``.
///
/// - Parameters:
///   - accepting: The types of events that the step takes, where its parameter is what they have in common: a protocol
///     (`any Progress`), a class that they inherit from, or an array of these. Python: `accept_event_subclasses`.
///   - numWorkers: See ``StepOptions/numWorkers``.
///   - retry: See ``StepOptions/retry``.
///   - timeout: See ``StepOptions/timeout``.
///   - blocking: See ``StepOptions/blocking``.
///   - external: See ``StepOptions/external``.
///   - priority: See ``StepOptions/priority``.
///   - limit: See ``StepOptions/limit``.
///   - collect: See ``StepOptions/collect``.
///   - skipGraphChecks: See ``StepOptions/skipGraphChecks``.
///   - sends: See ``StepOptions/sends``.
///   - waits: See ``StepOptions/waits``.
///   - runs: See ``StepOptions/runs``.
@attached(peer, names: prefixed(_step_))
public macro Step(
  accepting: any Event.Type..., numWorkers: Int = 4, retry: RetryPolicy? = nil, timeout: StepTimeout? = nil,
  blocking: Bool = false, external: Bool = false, priority: Int = 0, limit: SharedLimit? = nil,
  collect: Collect = .all, skipGraphChecks: Set<GraphCheck> = [], sends: any Event.Type...,
  waits: any Event.Type..., runs: any Workflow.Type...
) = #externalMacro(module: "WorkflowsMacros", type: "StepMacro")

/// Makes a method of a `@Workflow` or of a `@StepGroup` a step that takes the failures of other steps.
///
/// ```swift
/// struct Page: Event { var text: String }
/// struct Offline: Error {}
///
/// @Workflow
/// struct Reading {
///   @Step func fetch(_ event: Start<String>) throws -> Page { throw Offline() }
///   @Step func read(_ page: Page) -> Stop<String> { Stop(page.text) }
///   @CatchError(for: "fetch") func recover(_ failure: StepFailedEvent) -> Page { Page(text: "nothing") }
/// }
/// ```
///
/// When a step has failed for good, after its retries, its handler runs instead of the run failing; what that returns
/// goes on in place of what the failed step would have returned, also as a member of the same batch. A failure that its
/// handler may not take any more ends the run, and so does one of the handler itself. Timeouts of the run and
/// cancellations are no failures of a step.
///
/// - Parameters:
///   - for: The names of the steps whose failures it takes; if empty, every step that no other handler names.
///   - maxRecoveries: How often it may do so for work that follows from the same event, so that a handler that starts
///     over does not do so for ever; 1 unless told otherwise, as in Python. See ``ErrorHandling/maxRecoveries``.
///   - sends: See ``StepOptions/sends``.
///
/// Python: `@catch_error(for_steps=["fetch"], max_recoveries=1)`.
@attached(peer, names: prefixed(_step_))
public macro CatchError(
  for: String..., maxRecoveries: Int = 1, sends: any Event.Type...
) = #externalMacro(module: "WorkflowsMacros", type: "StepMacro")

/// Makes an enum whose cases carry one event each a union, which steps may take and return.
///
/// ```swift
/// struct Draft: Event { var text: String }
///
/// @EventUnion enum Verdict { case again(Draft), accepted(Stop<String>) }
/// ```
///
/// Declare it in the workflow that uses it: the compiler then sees its events when it checks the graph. As a parameter
/// it takes an event by the first of its cases that fits.
@attached(
  member, names: named(producedEvents), named(acceptedEvents), named(accept), named(emissions), named(_checkCases))
@attached(extension, conformances: EventUnion)
public macro EventUnion() = #externalMacro(module: "WorkflowsMacros", type: "EventUnionMacro")
#endif
