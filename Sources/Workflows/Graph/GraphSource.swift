/// What a workflow's graph is made of, whatever the workflow's type.
///
/// This is the one place where steps, their resources and the workflows that they run come together.
package struct GraphSource {
  package var name: String
  package var description: String?
  package var steps: [GraphSourceStep]
  /// For each step the index of the step that handles its failures.
  package var handlers: [Int?]

  package init(name: String, description: String? = nil, steps: [GraphSourceStep], handlers: [Int?]) {
    self.name = name
    self.description = description
    self.steps = steps
    self.handlers = handlers
  }
}

/// A step as its graph shows it.
package struct GraphSourceStep {
  package var name: String
  package var documentation: String
  package var details: WorkflowGraph.StepDetails
  package var trigger: StepTrigger
  package var accepts: [any Event.Type]
  package var returns: [any Event.Type]
  package var listed: [any Event.Type]
  package var sends: [any Event.Type]
  package var waits: [any Event.Type]
  /// What the step uses.
  package var resources: [GraphResource] = []
  /// The workflows that the step runs.
  package var children: [GraphChild] = []

  package init(
    name: String, documentation: String = "", details: WorkflowGraph.StepDetails = .init(),
    trigger: StepTrigger = .each,
    accepts: [any Event.Type] = [], returns: [any Event.Type] = [], listed: [any Event.Type] = [],
    sends: [any Event.Type] = [], waits: [any Event.Type] = []
  ) {
    self.name = name
    self.documentation = documentation
    self.details = details
    self.trigger = trigger
    self.accepts = accepts
    self.returns = returns
    self.listed = listed
    self.sends = sends
    self.waits = waits
  }
}

/// Something that a step uses, and what that is made of.
package struct GraphResource {
  /// The name of the parameter that it is for.
  package var label: String
  /// What tells it from others.
  package var id: String
  package var typeName: String
  package var content: Content
  package var description: String?
  package var dependencies: [GraphResource] = []

  package init(
    label: String, id: String, typeName: String, content: Content, description: String? = nil,
    dependencies: [GraphResource] = []
  ) {
    self.label = label
    self.id = id
    self.typeName = typeName
    self.content = content
    self.description = description
    self.dependencies = dependencies
  }

  package enum Content {
    case resource(WorkflowGraph.ResourceDetails)
    case config(WorkflowGraph.ConfigDetails)
  }
}

/// A workflow that a step runs.
package struct GraphChild {
  package var name: String
  /// Its graph; `nil` where a workflow runs itself, be it by way of others.
  package var graph: WorkflowGraph?

  package init(name: String, graph: WorkflowGraph? = nil) {
    self.name = name
    self.graph = graph
  }
}
