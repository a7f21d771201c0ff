/// What a workflow's graph is made of, whatever the workflow's type.
///
/// This is the one place where steps, their resources and the workflows that they run come together.
struct GraphSource {
  var name: String
  var description: String?
  var steps: [GraphSourceStep]
  /// For each step the index of the step that handles its failures.
  var handlers: [Int?]

  init(name: String, description: String? = nil, steps: [GraphSourceStep], handlers: [Int?]) {
    self.name = name
    self.description = description
    self.steps = steps
    self.handlers = handlers
  }
}

/// A step as its graph shows it.
struct GraphSourceStep {
  var name: String
  var documentation: String
  var details: WorkflowGraph.StepDetails
  var trigger: StepTrigger
  var accepts: [any Event.Type]
  var returns: [any Event.Type]
  var listed: [any Event.Type]
  var sends: [any Event.Type]
  var waits: [any Event.Type]
  var catches: ErrorHandling?
  /// What the step uses.
  var resources: [GraphResource] = []
  /// The workflows that the step runs.
  var children: [GraphChild] = []
}

/// Something that a step uses, and what that is made of.
struct GraphResource {
  /// The name of the parameter that it is for.
  var label: String
  /// What tells it from others.
  var id: String
  var typeName: String
  var content: Content
  var description: String?
  var dependencies: [GraphResource] = []

  enum Content {
    case resource(WorkflowGraph.ResourceDetails)
    case config(WorkflowGraph.ConfigDetails)
  }
}

/// A workflow that a step runs.
struct GraphChild {
  var name: String
  /// Its graph; `nil` where a workflow runs itself, be it by way of others.
  var graph: WorkflowGraph?
}
