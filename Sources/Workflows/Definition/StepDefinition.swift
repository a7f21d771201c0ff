/// A place in a source file.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  /// `Module/File.swift`.
  public var fileID: String
  /// The line, from 1.
  public var line: Int

  /// Makes a location; the defaults are where it is called.
  public init(fileID: String = #fileID, line: Int = #line) {
    self.fileID = fileID
    self.line = line
  }

  /// The value in words.
  public var description: String { "\(fileID):\(line)" }
}

/// One step of a workflow or of a group: what it takes, what it may return, and its body.
///
/// `@Step` makes one for the method that it stands on; ``Step`` makes one of a closure.
public struct StepDefinition<W: StepContainer>: Sendable {
  /// The name of the step, unique in its workflow.
  ///
  /// Error handlers, retries, the stream and the log know the step by it.
  public let name: String
  /// The options of the step.
  public let options: StepOptions
  /// The types of events that trigger the step.
  public let accepts: [any Event.Type]
  /// Whether it runs for each of them, for a set, or for a batch.
  public let trigger: StepTrigger
  /// The types of events that the step may return or send.
  public let produces: [any Event.Type]
  /// The types of events that the step returns in an array.
  public let listed: [any Event.Type]
  /// Where the step is written, if that is known.
  public let location: SourceLocation?
  /// What the step does, in the words of its documentation comment.
  public let documentation: String
  /// The name of the group that the step came from into its workflow, if it did.
  public package(set) var group: String?
  /// The resources that the step takes by its parameters.
  public package(set) var resources: [ResourceUse] = []

  package let body: ErasedStepBody

  /// Makes a step that returns events.
  @inlinable
  public init<Input: StepInput, Output: StepOutput>(
    _ name: String, _ options: StepOptions = .init(), _ input: Input.Type, _ output: Output.Type,
    at location: SourceLocation? = nil, documentation: String = "",
    body: @escaping @Sendable (W, Input, WorkflowContext<W>) async throws -> Emissions
  ) {
    self.init(
      name, options, accepts: Input.acceptedEvents, on: Input.stepTrigger, returns: Output.producedEvents,
      listed: Output.listedEvents, at: location, documentation: documentation
    ) { host, event, scope, execution in
      let host = unsafeDowncast(host, to: WorkflowHost<W>.self)
      let context = WorkflowContext<W>(scope: scope, execution: execution, store: host.store)
      return try await body(host.workflow, Self.input(event, of: name), context)
    }
  }

  /// Makes a step that returns nothing.
  @inlinable
  public init<Input: StepInput>(
    _ name: String, _ options: StepOptions = .init(), _ input: Input.Type, _ output: Void.Type,
    at location: SourceLocation? = nil, documentation: String = "",
    body: @escaping @Sendable (W, Input, WorkflowContext<W>) async throws -> Emissions
  ) {
    self.init(
      name, options, accepts: Input.acceptedEvents, on: Input.stepTrigger, returns: [], listed: [], at: location,
      documentation: documentation
    ) { host, event, scope, execution in
      let host = unsafeDowncast(host, to: WorkflowHost<W>.self)
      let context = WorkflowContext<W>(scope: scope, execution: execution, store: host.store)
      return try await body(host.workflow, Self.input(event, of: name), context)
    }
  }

  /// An event as a step takes it.
  @inlinable
  static func input<Input: StepInput>(_ event: any Event, of step: String) throws -> Input {
    guard let input = Input.accept(event) else { throw WorkflowError.misrouted(event, to: step) }
    return input
  }

  /// Makes a step whose types are known only while it runs.
  @usableFromInline
  package init(
    _ name: String, _ options: StepOptions, accepts: [any Event.Type], on trigger: StepTrigger,
    returns: [any Event.Type], listed: [any Event.Type], at location: SourceLocation?, documentation: String,
    body: @escaping ErasedStepBody
  ) {
    self.name = name
    self.options = options
    self.accepts = accepts
    self.trigger = trigger
    self.listed = listed
    self.produces = returns + options.sends
    self.location = location
    self.documentation = documentation
    self.body = body
  }
}

extension WorkflowError {
  /// Cannot happen unless a `StepInput` written by hand accepts less than it says; then it is that step's failure.
  @usableFromInline
  static func misrouted(_ event: any Event, to step: String) -> WorkflowError {
    WorkflowError(
      code: .notAccepted,
      message: "step '\(step)' says that it accepts '\(type(of: event).eventName)' but does not; "
        + "let its parameter's type be an event, 'Either' or an '@EventUnion'")
  }
}
