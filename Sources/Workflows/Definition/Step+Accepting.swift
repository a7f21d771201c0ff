// A step that takes events of several types as what they have in common: a protocol, or a class that they inherit from.
// Which types these are is written down, so that the graph of events stays closed.

extension Step {
  /// Makes a step that takes events of several types as one, and returns events.
  ///
  /// ```swift
  /// protocol Progress: Event { var percent: Int { get } }
  /// struct Loading: Progress { var percent: Int }
  /// struct Training: Progress { var percent: Int }
  ///
  /// let watching = InlineWorkflow("watching", input: Start<Int>.self, output: Int.self) {
  ///   Step("load") { (event: Start<Int>, context) in Loading(percent: event.input) }
  ///   Step("train") { (event: Loading, context) in Training(percent: 100) }
  ///   Step("watch", accepting: Loading.self, Training.self) { (event: any Progress, context) in
  ///     event.percent == 100 ? Stop(event.percent) : nil
  ///   }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - name: The name of the step, unique in its workflow.
  ///   - options: Its options.
  ///   - types: The types of events that it takes. Each has to be what the closure takes; the step fails with an event
  ///     that is not.
  ///   - fileID: The file in which it is written, for the traceback of a failure.
  ///   - line: The line on which it is written, for the traceback of a failure.
  ///   - body: What it does. With an array as its parameter, it takes batches.
  ///
  /// Python: `@step(accept_event_subclasses=True)`.
  public init<Shared, Output: StepOutput>(
    _ name: String, _ options: StepOptions = .init(), accepting types: any Event.Type..., fileID: String = #fileID,
    line: Int = #line, _ body: @escaping @Sendable (Shared, Context) async throws -> Output
  ) {
    definition = StepDefinition(
      name, options, accepting: types, on: .each, returns: Output.producedEvents, listed: Output.listedEvents,
      at: SourceLocation(fileID: fileID, line: line)
    ) { _, event, context in
      try await body(StepDefinition<Whole>.shared(event, by: name), context).emissions()
    }
  }

  /// Makes a step that takes events of several types as one, and returns nothing.
  public init<Shared>(
    _ name: String, _ options: StepOptions = .init(), accepting types: any Event.Type..., fileID: String = #fileID,
    line: Int = #line, _ body: @escaping @Sendable (Shared, Context) async throws -> Void
  ) {
    definition = StepDefinition(
      name, options, accepting: types, on: .each, returns: [], listed: [],
      at: SourceLocation(fileID: fileID, line: line)
    ) { _, event, context in
      try await body(StepDefinition<Whole>.shared(event, by: name), context)
      return .none
    }
  }

  /// Makes a step that takes batches of events of several types, and returns events.
  public init<Shared, Output: StepOutput>(
    _ name: String, _ options: StepOptions = .init(), accepting types: any Event.Type..., fileID: String = #fileID,
    line: Int = #line, _ body: @escaping @Sendable ([Shared], Context) async throws -> Output
  ) {
    definition = StepDefinition(
      name, options, accepting: types, on: .batch, returns: Output.producedEvents, listed: Output.listedEvents,
      at: SourceLocation(fileID: fileID, line: line)
    ) { _, event, context in
      try await body(StepDefinition<Whole>.shared(membersOf: event, by: name), context).emissions()
    }
  }
}

extension StepDefinition {
  /// Makes a step that takes events of several types as one.
  init(
    _ name: String, _ options: StepOptions, accepting types: [any Event.Type], on trigger: StepTrigger,
    returns: [any Event.Type], listed: [any Event.Type], at location: SourceLocation?, documentation: String = "",
    body: @escaping @Sendable (W, any Event, WorkflowContext<W>) async throws -> Emissions
  ) {
    self.init(
      name, options, accepts: types, on: trigger, returns: returns, listed: listed, at: location,
      documentation: documentation
    ) { host, event, scope, execution in
      let host = unsafeDowncast(host, to: WorkflowHost<W>.self)
      return try await body(
        host.workflow, event, WorkflowContext<W>(scope: scope, execution: execution, store: host.store))
    }
  }

  /// An event as what it has in common with others.
  static func shared<Shared>(_ event: any Event, by step: String) throws -> Shared {
    guard let shared = event as? Shared else { throw WorkflowError.unlike(event, Shared.self, in: step) }
    return shared
  }

  /// The members of a batch as what they have in common.
  static func shared<Shared>(membersOf event: any Event, by step: String) throws -> [Shared] {
    guard let release = CollectionReleaseEvent.accept(event) else { throw WorkflowError.misrouted(event, to: step) }
    return try release.events.map { try shared($0, by: step) }
  }
}

extension WorkflowError {
  fileprivate static func unlike<Shared>(_ event: any Event, _ type: Shared.Type, in step: String) -> WorkflowError {
    WorkflowError(
      code: .notAccepted,
      message: "step '\(step)' is declared with 'accepting: \(Swift.type(of: event)).self', which is no '\(type)'; "
        + "take it off the list, or make it one")
  }
}
