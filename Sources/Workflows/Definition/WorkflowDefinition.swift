/// The steps of a workflow, with everything that follows from them before anything runs.
///
/// `@Workflow` makes one for its type; ``InlineWorkflow`` makes one for its value.
public final class WorkflowDefinition<W: Workflow>: Sendable {
  /// The name of the workflow.
  public let name: String
  /// The options of the workflow.
  public let options: WorkflowOptions
  /// The steps, in declaration order: the order in which several that take the same event start.
  public let steps: [StepDefinition<W>]
  /// What the workflow is for, in the words of its documentation comment.
  public let documentation: String
  /// What is wrong with the graph and the options, in words; empty for a valid workflow.
  public let problems: [String]

  @usableFromInline package let table: StepTable

  /// Makes a definition and checks it.
  ///
  /// Problems are kept in ``problems``.
  public init(name: String, options: WorkflowOptions = .init(), steps: [StepDefinition<W>], documentation: String = "")
  {
    self.name = name
    self.options = options
    self.steps = steps
    self.documentation = documentation
    let graph = steps.map(GraphStep.init)
    let levels = BatchLevels(graph)
    let implicit = (W.StopEventType.self as? any ImplicitStopEvent.Type)?.implicitStop as (any StopEvent)?
    let problems =
      DefinitionCheck(
        name: name, options: options, steps: graph, levels: levels, start: GraphEvent(W.StartEventType.self),
        stop: GraphEvent(W.StopEventType.self), stopsImplicitly: implicit != nil
      ).problems
    self.problems = problems
    table = StepTable(
      name: name, options: options, steps: steps, collectors: levels.collectors,
      handlers: HandlerCheck(steps: graph).owners, implicitStop: implicit,
      validationError: problems.isEmpty ? nil : .invalid(name, problems))
  }

  /// Whether runs speak with somebody outside: a step asks a question (an ``InputRequiredEvent``), takes a
  /// ``HumanResponseEvent``, or waits for one.
  ///
  /// Python: what `workflow.validate()` returns.
  public var usesHumanInTheLoop: Bool {
    steps.contains { step in
      step.produces.contains { $0.eventRole == .inputRequired }
        || (step.accepts + step.options.waits).contains { $0.eventRole == .humanResponse }
    }
  }

  /// The one definition of a generic workflow type, which cannot have a static stored property.
  public static func cached(_ make: @autoclosure () -> WorkflowDefinition<W>) -> WorkflowDefinition<W> {
    let key = ObjectIdentifier(W.self)
    if let known = definitions.withLock({ $0[key] as? WorkflowDefinition<W> }) { return known }
    let made = make()
    return definitions.withLock { known in
      if let first = known[key] as? WorkflowDefinition<W> { return first }
      known[key] = made
      return made
    }
  }
}

extension WorkflowError {
  static func invalid(_ name: String, _ problems: [String]) -> WorkflowError {
    let list = problems.map { "\n  - \($0)" }.joined()
    return WorkflowError(code: .invalidWorkflow, message: "workflow '\(name)' cannot run:\(list)")
  }
}

private let definitions = LockedValueBox<[ObjectIdentifier: any Sendable]>([:])

/// A stop event that needs no value, so that a run may end without a step that returns it.
package protocol ImplicitStopEvent: StopEvent {
  static var implicitStop: Self? { get }
}

extension Stop: ImplicitStopEvent {
  package static var implicitStop: Stop? {
    guard let absent = Result.self as? any AbsentRepresentable.Type, let value = absent.absent as? Result else {
      return nil
    }
    return Stop(value)
  }
}
