/// What the engine needs to know of a workflow: its steps without their bodies, and who takes what.
///
/// Built once for each workflow type and shared by all of its runs.
package final class StepTable: Sendable {
  /// One step.
  package struct Entry: Sendable {
    package let name: String
    package let numWorkers: Int
    package let retry: RetryPolicy?
    package let timeout: StepTimeout?
    package let isBlocking: Bool
    package let location: SourceLocation?
  }

  /// One way into a step: a step and an event that it takes.
  package struct Port: Sendable {
    package let step: Int
    package let eventName: String
  }

  /// Where events of one type go.
  package struct Route: Sendable {
    package let role: EventRole
    /// The ports, in the order in which their steps are declared.
    package var ports: [Int]
  }

  package let workflowName: String
  package let steps: [Entry]
  package let ports: [Port]
  package let termination: WorkflowOptions.Termination
  /// What completes a run in which nothing is left to do, if that is how it may end.
  package let implicitStop: (any StopEvent)?
  /// Whether a run may wait for an event from outside between two steps.
  package let waitsForOutside: Bool
  private let routes: [ObjectIdentifier: Route]

  package init<W: Workflow>(
    name: String, options: WorkflowOptions, steps definitions: [StepDefinition<W>], implicitStop: (any StopEvent)?
  ) {
    var ports: [Port] = []
    var routes: [ObjectIdentifier: Route] = [:]
    for (index, step) in definitions.enumerated() {
      for type in step.accepts {
        routes[ObjectIdentifier(type), default: Route(role: type.eventRole, ports: [])].ports.append(ports.count)
        ports.append(Port(step: index, eventName: type.eventName))
      }
      for type in step.produces where routes[ObjectIdentifier(type)] == nil {
        routes[ObjectIdentifier(type)] = Route(role: type.eventRole, ports: [])
      }
    }
    self.workflowName = name
    self.steps = definitions.map { step in
      Entry(
        name: step.name, numWorkers: step.options.numWorkers, retry: step.options.retry,
        timeout: step.options.timeout, isBlocking: step.options.blocking, location: step.location)
    }
    self.ports = ports
    self.routes = routes
    self.termination = options.termination
    self.implicitStop = implicitStop
    self.waitsForOutside = definitions.contains { step in
      step.options.external || step.accepts.contains { $0.eventRole == .humanResponse }
    }
  }

  /// Where an event goes; `nil` if no step takes it or may return it.
  @inline(__always)
  package func route(of event: any Event) -> Route? { routes[ObjectIdentifier(type(of: event))] }

  /// The port by which a step takes events of a type.
  package func port(of step: Int, for event: any Event) -> Int? {
    route(of: event)?.ports.first { ports[$0].step == step }
  }

  package func step(named name: String) -> Int? { steps.firstIndex { $0.name == name } }
}
