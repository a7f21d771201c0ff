/// A set of steps that exchange events.
///
/// Mark a struct, a final class or an actor with `@Workflow` and its methods with `@Step`; the macro writes the
/// conformance and checks the graph of events while it compiles:
///
/// ```swift
/// @Workflow
/// struct Greeting {
///   @Step func greet(_ event: Start<String>) -> Stop<String> { Stop("Hello, \(event.input)!") }
/// }
/// let greeting = try await Greeting().run("Ada").result
/// ```
///
/// Inside a function, and where the package is built without macros, use ``InlineWorkflow``.
///
/// A workflow is a description: its stored properties are what its steps need (models, clients, settings). What
/// belongs to one run belongs into its state (``WorkflowContext/store``). One value may have any number of runs at
/// once.
public protocol Workflow: StepContainer {
  /// The event that starts a run.
  associatedtype StartEventType: StartEvent = Start<Nothing>
  /// The event that ends a run with a result.
  associatedtype StopEventType: StopEvent = Stop<Nothing>

  /// The steps, the options and the graph that they make.
  nonisolated var definition: WorkflowDefinition<Self> { get }

  /// The definition that all values of the type share; `nil` if each has its own.
  ///
  /// `@Workflow` writes it.
  nonisolated static var _typeDefinition: WorkflowDefinition<Self>? { get }

  // Nobody calls these two. `@Workflow` writes one for each event of which it cannot see whether it starts or stops a
  // run, and the compiler then infers the types above from the one whose event does.
  nonisolated static func _starts(with event: StartEventType.Type)
  nonisolated static func _stops(with event: StopEventType.Type)
}

extension Workflow {
  /// None: each value has its own.
  public nonisolated static var _typeDefinition: WorkflowDefinition<Self>? { nil }
  /// Lets the compiler infer the start event; nobody calls it.
  public nonisolated static func _starts<E: StartEvent>(with event: E.Type) {}
  /// Lets the compiler infer the stop event; nobody calls it.
  public nonisolated static func _stops<E: StopEvent>(with event: E.Type) {}
}

extension Workflow {
  /// Checks the graph and the options of the workflow.
  ///
  /// `run` does the same: a run of an invalid workflow fails at once. Checks waived with `skipGraphChecks:` are left
  /// out.
  ///
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/invalidWorkflow``, whose message lists every problem.
  public nonisolated func validate() throws {
    if let error = definition.table.validationError { throw error }
  }
}

/// What a run remembers from step to step.
///
/// Every property needs a default, because a run starts with `init()` unless it is given a state.
public protocol WorkflowState: Codable, Sendable {
  /// The state that a run starts with.
  init()
}

/// The state of a workflow that has none.
public struct NoState: WorkflowState, Hashable {
  /// Makes one; they are all equal.
  public init() {}
}
