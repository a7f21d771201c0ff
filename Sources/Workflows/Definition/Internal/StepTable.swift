/// What a run needs to know of its workflow whatever the workflow's type: its steps, who takes what, and its options.
///
/// Built once for each workflow type and shared by all of its runs.
@usableFromInline
package final class StepTable: Sendable {
  /// One step.
  package struct Entry: Sendable {
    package let name: String
    package let numWorkers: Int
    package let retry: RetryPolicy?
    package let timeout: StepTimeout?
    package let isBlocking: Bool
    package let location: SourceLocation?
    package let body: ErasedStepBody
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
  package let options: WorkflowOptions
  /// Why the workflow cannot run, if it cannot.
  package let validationError: WorkflowError?
  package let steps: [Entry]
  package let ports: [Port]
  /// What completes a run in which nothing is left to do, if that is how it may end.
  package let implicitStop: (any StopEvent)?
  /// Whether a run may wait for an event from outside between two steps.
  package let waitsForOutside: Bool
  package let routes: [Route]
  /// The types of events, beside their routes.
  private let types: [ObjectIdentifier]
  /// The same for workflows with so many types that looking through them one by one would take longer.
  private let index: [ObjectIdentifier: Int]

  package init<W: Workflow>(
    name: String, options: WorkflowOptions, steps definitions: [StepDefinition<W>], implicitStop: (any StopEvent)?,
    validationError: WorkflowError?
  ) {
    var ports: [Port] = []
    var routes: [Route] = []
    var index: [ObjectIdentifier: Int] = [:]
    func route(_ type: any Event.Type) -> Int {
      if let known = index[ObjectIdentifier(type)] { return known }
      index[ObjectIdentifier(type)] = routes.count
      routes.append(Route(role: type.eventRole, ports: []))
      return routes.count - 1
    }
    for (number, step) in definitions.enumerated() {
      for type in step.accepts {
        routes[route(type)].ports.append(ports.count)
        ports.append(Port(step: number, eventName: type.eventName))
      }
      for type in step.produces { _ = route(type) }
    }
    self.workflowName = name
    self.steps = definitions.map { step in
      Entry(
        name: step.name, numWorkers: step.options.numWorkers, retry: step.options.retry,
        timeout: step.options.timeout, isBlocking: step.options.blocking, location: step.location,
        body: step.body)
    }
    self.ports = ports
    self.routes = routes
    self.index = index.count > 12 ? index : [:]
    types = index.sorted { $0.value < $1.value }.map(\.key)
    self.options = options
    self.validationError = validationError
    self.implicitStop = implicitStop
    self.waitsForOutside = definitions.contains { step in
      step.options.external || step.accepts.contains { $0.eventRole == .humanResponse }
    }
  }

  /// Where an event goes, as an index into ``routes``; `nil` if no step takes it or may return it.
  @inline(__always)
  package func routeIndex(of event: any Event) -> Int? {
    let type = ObjectIdentifier(Swift.type(of: event))
    guard index.isEmpty else { return index[type] }
    for number in types.indices where types[number] == type { return number }
    return nil
  }

  /// Where an event goes; `nil` if no step takes it or may return it.
  package func route(of event: any Event) -> Route? { routeIndex(of: event).map { routes[$0] } }

  /// The port by which a step takes events of a type.
  package func port(of step: Int, for event: any Event) -> Int? {
    route(of: event)?.ports.first { ports[$0].step == step }
  }

  package func step(named name: String) -> Int? { steps.firstIndex { $0.name == name } }
}
