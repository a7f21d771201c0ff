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
    resources = step.resources.map { GraphResource($0) }
    children = step.options.runs.map { Self.child($0, within: ancestors) }
  }
}

extension GraphSourceStep {
  private static func child<W: Workflow>(_ type: W.Type, within ancestors: Set<ObjectIdentifier>) -> GraphChild {
    GraphChild(type, within: ancestors)
  }
}

extension GraphResource {
  init(_ use: ResourceUse) {
    let request = use.request
    let content: Content =
      if let configuration = request.configuration {
        .config(
          .init(
            typeName: request.typeName, configFile: configuration.files.first,
            pathSelector: configuration.key.isEmpty ? nil : configuration.key))
      } else {
        .resource(
          .init(
            typeName: request.typeName, getterName: request.name, sourceFile: request.location.fileID,
            sourceLine: request.location.line, scope: request.scope.description))
      }
    // Two steps use the same one if it is defined at the same place.
    let hash = "\(request.location) \(request.name)".stableHash(seed: 0)
    let kind: WorkflowGraph.NodeType = request.configuration == nil ? .resource : .resourceConfig
    self.init(
      label: use.parameter, id: "\(kind.rawValue)_\(String(hash, radix: 16))", typeName: request.typeName,
      content: content)
  }
}

extension GraphChild {
  /// A workflow of which only the type is known; without a graph if each value has its own.
  fileprivate init<W: Workflow>(_ type: W.Type, within ancestors: Set<ObjectIdentifier>) {
    if let definition = W._typeDefinition {
      self.init(definition, within: ancestors)
    } else {
      self.init(name: String(describing: type))
    }
  }

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
