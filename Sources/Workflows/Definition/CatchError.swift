/// A step of an ``InlineWorkflow`` that handles the failures of others.
///
/// ```swift
/// struct Page: Event { var text: String }
/// struct Offline: Error {}
///
/// let reading = InlineWorkflow("reading", input: Start<String>.self, output: String.self) {
///   Step("fetch") { (event: Start<String>, context) -> Page in throw Offline() }
///   Step("read") { (page: Page, context) in Stop(page.text) }
///   CatchError("recover", for: "fetch") { (failure, context) in Page(text: "nothing") }
/// }
/// ```
public struct CatchError<StartEventType: StartEvent, StopEventType: StopEvent, RunState: WorkflowState>: Sendable {
  /// The workflow that it belongs to.
  public typealias Whole = InlineWorkflow<StartEventType, StopEventType, RunState>

  /// The step that it is.
  @usableFromInline let step: Step<StartEventType, StopEventType, RunState>

  /// Makes a handler that returns events.
  ///
  /// - Parameters:
  ///   - name: The name of the step.
  ///   - steps: The steps whose failures it takes; if empty, every step that no other handler names.
  ///   - maxRecoveries: How often it may do so for work that follows from the same event: see
  ///     ``ErrorHandling/maxRecoveries``.
  ///   - fileID: The file in which it is written, for the traceback of a failure.
  ///   - line: The line on which it is written, for the traceback of a failure.
  ///   - body: What it does. What it returns goes on in place of what the failed step would have returned.
  @inlinable
  public init<Output: StepOutput>(
    _ name: String, for steps: String..., maxRecoveries: Int = 1, fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (StepFailedEvent, WorkflowContext<Whole>) async throws -> Output
  ) {
    var options = StepOptions.catching(maxRecoveries: maxRecoveries)
    options.catches = ErrorHandling(steps: steps, maxRecoveries: maxRecoveries)
    step = Step(name, options, fileID: fileID, line: line, body)
  }

  /// Makes a handler with its options spelled out: see ``StepOptions/catching(for:maxRecoveries:sends:)``.
  @inlinable
  public init<Output: StepOutput>(
    _ name: String, _ options: StepOptions, fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (StepFailedEvent, WorkflowContext<Whole>) async throws -> Output
  ) {
    step = Step(name, options, fileID: fileID, line: line, body)
  }
}

extension StepBuilder {
  /// A step that handles failures.
  public static func buildExpression(
    _ handler: CatchError<StartEventType, StopEventType, RunState>
  ) -> [Step<StartEventType, StopEventType, RunState>] { [handler.step] }
}
