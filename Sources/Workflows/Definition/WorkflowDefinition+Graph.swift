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
  public var graph: WorkflowGraph { graph(within: []) }

  /// The graph of the workflow as a part of that of others.
  ///
  /// - Parameter ancestors: The definitions whose graphs it is in, which have no graph of their own again within it.
  package func graph(within ancestors: Set<ObjectIdentifier>) -> WorkflowGraph {
    GraphBuilder.graph(of: GraphSource(self, within: ancestors.union([ObjectIdentifier(self)])))
  }
}

extension GraphSource {
  init<W: Workflow>(_ definition: WorkflowDefinition<W>, within ancestors: Set<ObjectIdentifier>) {
    self.init(
      name: definition.name, description: definition.documentation.isEmpty ? nil : definition.documentation,
      steps: definition.steps.map { GraphSourceStep($0, within: ancestors) },
      handlers: HandlerCheck(steps: definition.steps.map(GraphStep.init)).owners)
  }
}

extension GraphSourceStep {
  /// - Parameter ancestors: What the children of the step are not to be drawn within again.
  init<W: Workflow>(_ step: StepDefinition<W>, within ancestors: Set<ObjectIdentifier>) {
    self.init(
      name: step.name, documentation: step.documentation, details: .init(step), trigger: step.trigger,
      accepts: step.accepts, returns: step.produces.dropLast(step.options.sends.count), listed: step.listed,
      sends: step.options.sends, waits: step.options.waits)
  }
}

extension GraphChild {
  /// A workflow that a step runs; without its graph if it is one of those around.
  package init<W: Workflow>(_ definition: WorkflowDefinition<W>, within ancestors: Set<ObjectIdentifier>) {
    let isAround = ancestors.contains(ObjectIdentifier(definition))
    self.init(name: definition.name, graph: isAround ? nil : definition.graph(within: ancestors))
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
