extension Workflow {
  /// The graph of the workflow, to be drawn or sent to somebody: ``WorkflowGraph``.
  ///
  /// It is made anew each time. A workflow with problems (``WorkflowDefinition/problems``) has one, too.
  ///
  /// Python: `get_workflow_representation`.
  public nonisolated var graph: WorkflowGraph { definition.graph }
}

extension WorkflowDefinition {
  /// The graph of the workflow: ``WorkflowGraph``.
  public var graph: WorkflowGraph { GraphBuilder.graph(of: GraphSource(self)) }
}

extension GraphSource {
  init<W: Workflow>(_ definition: WorkflowDefinition<W>) {
    self.init(
      name: definition.name, steps: definition.steps.map { GraphSourceStep($0) },
      handlers: HandlerCheck(steps: definition.steps.map(GraphStep.init)).owners)
  }
}

extension GraphSourceStep {
  init<W: Workflow>(_ step: StepDefinition<W>) {
    self.init(
      name: step.name, documentation: step.documentation, details: .init(step), trigger: step.trigger,
      accepts: step.accepts, returns: step.produces.dropLast(step.options.sends.count), listed: step.listed,
      sends: step.options.sends, waits: step.options.waits, catches: step.options.catches)
  }
}

extension WorkflowGraph.StepDetails {
  init<W: Workflow>(_ step: StepDefinition<W>) {
    self.init()
    let options = step.options
    let usual = StepOptions()
    group = step.group
    if step.trigger != .each { trigger = step.trigger.description }
    if options.numWorkers != usual.numWorkers, options.catches == nil { numWorkers = options.numWorkers }
    retry = options.retry?.description
    timeout = options.timeout?.description
    limit = options.limit?.description
    if options.priority != 0 { priority = options.priority }
    if options.blocking { isBlocking = true }
    if options.collect != .all { collect = options.collect.description }
    maxRecoveries = options.catches?.maxRecoveries
    location = step.location?.description
  }
}
