/// A workflow made of closures: for scripts, for functions and tests, and where the package is built without macros.
///
/// ```swift
/// let greeting = InlineWorkflow("greeting", input: Start<String>.self, output: String.self) {
///   Step("greet") { (event: Start<String>, context) in Stop("Hello, \(event.input)!") }
/// }
/// let text = try await greeting.run("Ada").result
/// ```
///
/// It has the options and the checks of `@Workflow`; what the macro finds while it compiles, ``Workflow/validate()``
/// and `run` find when it runs.
public struct InlineWorkflow<StartEventType: StartEvent, StopEventType: StopEvent, RunState: WorkflowState>: Workflow {
  /// The steps, the options and the graph that they make.
  public let definition: WorkflowDefinition<Self>

  /// Makes a workflow that stops with an event type of its own.
  ///
  /// - Parameters:
  ///   - name: The name of the workflow.
  ///   - input: The type of event that starts it.
  ///   - stop: The type of event that ends it.
  ///   - state: The type of its state.
  ///   - options: Its options.
  ///   - steps: Its steps, in order.
  public init(
    _ name: String, input: StartEventType.Type = StartEventType.self, stop: StopEventType.Type,
    state: RunState.Type, options: WorkflowOptions = .init(),
    @StepBuilder<StartEventType, StopEventType, RunState> steps: () -> [Step<StartEventType, StopEventType, RunState>]
  ) {
    definition = WorkflowDefinition(name: name, options: options, steps: steps().map(\.definition))
  }

  /// Makes a workflow without state that stops with an event type of its own.
  public init(
    _ name: String, input: StartEventType.Type = StartEventType.self, stop: StopEventType.Type,
    options: WorkflowOptions = .init(),
    @StepBuilder<StartEventType, StopEventType, NoState> steps: () -> [Step<StartEventType, StopEventType, NoState>]
  ) where RunState == NoState {
    self.init(name, input: input, stop: stop, state: NoState.self, options: options, steps: steps)
  }

  /// Makes a workflow that stops with `Stop<Output>`.
  public init<Output>(
    _ name: String, input: StartEventType.Type = StartEventType.self, output: Output.Type,
    state: RunState.Type, options: WorkflowOptions = .init(),
    @StepBuilder<StartEventType, Stop<Output>, RunState> steps: () -> [Step<StartEventType, Stop<Output>, RunState>]
  ) where StopEventType == Stop<Output> {
    self.init(name, input: input, stop: Stop<Output>.self, state: state, options: options, steps: steps)
  }

  /// Makes a workflow without state that stops with `Stop<Output>`.
  public init<Output>(
    _ name: String, input: StartEventType.Type = StartEventType.self, output: Output.Type,
    options: WorkflowOptions = .init(),
    @StepBuilder<StartEventType, Stop<Output>, NoState> steps: () -> [Step<StartEventType, Stop<Output>, NoState>]
  ) where StopEventType == Stop<Output>, RunState == NoState {
    self.init(name, input: input, stop: Stop<Output>.self, state: NoState.self, options: options, steps: steps)
  }
}

/// One step of an ``InlineWorkflow``.
public struct Step<StartEventType: StartEvent, StopEventType: StopEvent, RunState: WorkflowState>: Sendable {
  @usableFromInline typealias Whole = InlineWorkflow<StartEventType, StopEventType, RunState>
  /// The context that the closure takes.
  public typealias Context = WorkflowContext<InlineWorkflow<StartEventType, StopEventType, RunState>>

  @usableFromInline let definition: StepDefinition<InlineWorkflow<StartEventType, StopEventType, RunState>>

  /// Makes a step that returns events.
  ///
  /// - Parameters:
  ///   - name: The name of the step, unique in its workflow.
  ///   - options: Its options.
  ///   - fileID: The file in which it is written, for the traceback of a failure.
  ///   - line: The line on which it is written, for the traceback of a failure.
  ///   - body: What it does. Its parameter's type is what triggers it, its result's type is what it produces.
  @inlinable
  public init<Input: StepInput, Output: StepOutput>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (Input, Context) async throws -> Output
  ) {
    // One closure from the engine to the body: each one between them would cost a frame on the task's stack.
    definition = StepDefinition(
      name, options, accepts: Input.acceptedEvents, on: Input.stepTrigger, returns: Output.producedEvents,
      listed: Output.listedEvents, at: SourceLocation(fileID: fileID, line: line), documentation: ""
    ) { host, event, scope, execution in
      let store = unsafeDowncast(host, to: WorkflowHost<Whole>.self).store
      let context = Context(scope: scope, execution: execution, store: store)
      return try await body(StepDefinition<Whole>.input(event, of: name), context).emissions()
    }
  }

  /// Makes a step that returns nothing.
  @inlinable
  public init<Input: StepInput>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (Input, Context) async throws -> Void
  ) {
    definition = StepDefinition(
      name, options, accepts: Input.acceptedEvents, on: Input.stepTrigger, returns: [], listed: [],
      at: SourceLocation(fileID: fileID, line: line), documentation: ""
    ) { host, event, scope, execution in
      let store = unsafeDowncast(host, to: WorkflowHost<Whole>.self).store
      let context = Context(scope: scope, execution: execution, store: store)
      try await body(StepDefinition<Whole>.input(event, of: name), context)
      return .none
    }
  }

  /// Makes a step that returns events, with its options spelled out: see ``StepOptions``.
  @inlinable
  public init<Input: StepInput, Output: StepOutput>(
    _ name: String, numWorkers: Int = 4, retry: RetryPolicy? = nil, timeout: StepTimeout? = nil,
    blocking: Bool = false, external: Bool = false, priority: Int = 0, limit: SharedLimit? = nil,
    collect: Collect = .all, skipGraphChecks: Set<GraphCheck> = [], sends: any Event.Type...,
    waits: any Event.Type..., runs: any Workflow.Type..., fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (Input, Context) async throws -> Output
  ) {
    var options = StepOptions(
      numWorkers: numWorkers, retry: retry, timeout: timeout, blocking: blocking, external: external,
      priority: priority, limit: limit, collect: collect, skipGraphChecks: skipGraphChecks)
    options.sends = sends
    options.waits = waits
    options.runs = runs
    self.init(name, options, fileID: fileID, line: line, body)
  }

  /// Makes a step that returns nothing, with its options spelled out: see ``StepOptions``.
  @inlinable
  public init<Input: StepInput>(
    _ name: String, numWorkers: Int = 4, retry: RetryPolicy? = nil, timeout: StepTimeout? = nil,
    blocking: Bool = false, external: Bool = false, priority: Int = 0, limit: SharedLimit? = nil,
    collect: Collect = .all, skipGraphChecks: Set<GraphCheck> = [], sends: any Event.Type...,
    waits: any Event.Type..., runs: any Workflow.Type..., fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (Input, Context) async throws -> Void
  ) {
    var options = StepOptions(
      numWorkers: numWorkers, retry: retry, timeout: timeout, blocking: blocking, external: external,
      priority: priority, limit: limit, collect: collect, skipGraphChecks: skipGraphChecks)
    options.sends = sends
    options.waits = waits
    options.runs = runs
    self.init(name, options, fileID: fileID, line: line, body)
  }
}

/// Collects the steps of an ``InlineWorkflow``.
@resultBuilder
public enum StepBuilder<StartEventType: StartEvent, StopEventType: StopEvent, RunState: WorkflowState> {
  /// A step.
  public static func buildExpression(
    _ step: Step<StartEventType, StopEventType, RunState>
  ) -> [Step<StartEventType, StopEventType, RunState>] { [step] }

  /// Steps that were made elsewhere, such as a group that several workflows share.
  public static func buildExpression(
    _ steps: [Step<StartEventType, StopEventType, RunState>]
  ) -> [Step<StartEventType, StopEventType, RunState>] { steps }

  /// The steps of a block, in order.
  public static func buildBlock(
    _ steps: [Step<StartEventType, StopEventType, RunState>]...
  ) -> [Step<StartEventType, StopEventType, RunState>] { steps.flatMap(\.self) }

  /// The steps of a branch that may not be taken.
  public static func buildOptional(
    _ steps: [Step<StartEventType, StopEventType, RunState>]?
  ) -> [Step<StartEventType, StopEventType, RunState>] { steps ?? [] }

  /// The steps of one branch.
  public static func buildEither(
    first steps: [Step<StartEventType, StopEventType, RunState>]
  ) -> [Step<StartEventType, StopEventType, RunState>] { steps }

  /// The steps of the other branch.
  public static func buildEither(
    second steps: [Step<StartEventType, StopEventType, RunState>]
  ) -> [Step<StartEventType, StopEventType, RunState>] { steps }

  /// The steps of a loop, such as one step for each name in a list.
  public static func buildArray(
    _ steps: [[Step<StartEventType, StopEventType, RunState>]]
  ) -> [Step<StartEventType, StopEventType, RunState>] { steps.flatMap(\.self) }
}
