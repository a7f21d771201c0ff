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
    /// The larger, the earlier among executions that are ready.
    package let priority: Int
    /// What it needs a permit of for each execution.
    package let limit: SharedLimit?
    package let location: SourceLocation?
    package let trigger: Trigger
    /// Who takes over when the step has failed for good.
    package let handler: Handler?
    /// The steps that collect what this one returns in an array.
    package let collectors: [Int]
    package let body: ErasedStepBody

    /// How many executions may begin without a permit.
    @inline(__always)
    package var freeWorkers: Int { limit == nil ? numWorkers : 0 }

    /// Whether what an attempt writes may come not to count: it may exceed its timeout, or be tried again.
    @inline(__always)
    package var mayBeSuperseded: Bool { timeout != nil || retry != nil }

    /// Whether the work that is left of a batch is cancelled once the step has what it collects.
    package var cancelsLosers: Bool {
      if case .batch(let collect, _) = trigger { collect.losers.areCancelled } else { false }
    }
  }

  /// The step that takes the failures of another one, and the port by which it takes them.
  package struct Handler: Sendable {
    package let step: Int
    package let port: Int
    package let maxRecoveries: Int
  }

  /// When a step runs.
  package enum Trigger: Sendable {
    /// For each event.
    case each
    /// When there is an event of each type.
    case set([any Event.Type])
    /// Once for each batch, which enters the step by a port of its own.
    case batch(Collect, entry: Int)
  }

  /// One way into a step: a step and an event that it takes.
  package struct Port: Sendable {
    package enum Kind: UInt8, Sendable {
      /// The event is worked on by itself.
      case work
      /// It is a member of a batch.
      case member
      /// It is one of several that are worked on together.
      case slot
    }

    package let step: Int
    package let eventName: String
    package let kind: Kind
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
  /// Whether some steps matter more than others.
  package let hasPriorities: Bool
  package let ports: [Port]
  /// What completes a run in which nothing is left to do, if that is how it may end.
  package let implicitStop: (any StopEvent)?
  /// The types of events that are kept for steps which wait for them later.
  package let awaited: Set<ObjectIdentifier>
  /// Whether a run may wait for an event from outside between two steps.
  package let waitsForOutside: Bool
  package let routes: [Route]
  /// The types of events, beside their routes.
  private let types: [ObjectIdentifier]
  /// The same for workflows with so many types that looking through them one by one would take longer.
  private let index: [ObjectIdentifier: Int]

  package init<W: Workflow>(
    name: String, options: WorkflowOptions, steps definitions: [StepDefinition<W>], collectors: [[Int]],
    handlers: [Int?], implicitStop: (any StopEvent)?,
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
    var triggers: [Trigger] = []
    for (number, step) in definitions.enumerated() {
      var seen: Set<ObjectIdentifier> = []
      let kind: Port.Kind = step.trigger == .each ? .work : step.trigger == .set ? .slot : .member
      for type in step.accepts where seen.insert(ObjectIdentifier(type)).inserted {
        routes[route(type)].ports.append(ports.count)
        ports.append(Port(step: number, eventName: type.eventName, kind: kind))
      }
      switch kind {
      case .work: triggers.append(.each)
      case .slot: triggers.append(.set(step.accepts))
      case .member:
        triggers.append(.batch(step.options.collect, entry: ports.count))
        ports.append(Port(step: number, eventName: CollectionReleaseEvent.eventName, kind: .work))
      }
      for type in step.produces { _ = route(type) }
    }
    self.workflowName = name
    hasPriorities = Set(definitions.map(\.options.priority)).count > 1
    self.steps = zip(zip(definitions, handlers), zip(triggers, collectors)).map { definition, batches in
      let (step, owner) = definition
      let handler = owner.flatMap { owner in
        ports.firstIndex { $0.step == owner }.map { port in
          Handler(step: owner, port: port, maxRecoveries: definitions[owner].options.catches?.maxRecoveries ?? 0)
        }
      }
      return Entry(
        name: step.name, numWorkers: step.options.numWorkers, retry: step.options.retry,
        timeout: step.options.timeout, isBlocking: step.options.blocking, priority: step.options.priority,
        limit: step.options.limit, location: step.location,
        trigger: batches.0, handler: handler, collectors: batches.1, body: step.body)
    }
    self.ports = ports
    self.routes = routes
    self.index = index.count > 12 ? index : [:]
    types = index.sorted { $0.value < $1.value }.map(\.key)
    self.options = options
    self.validationError = validationError
    self.implicitStop = implicitStop
    awaited = Set(definitions.flatMap(\.options.waits).map { ObjectIdentifier($0) })
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

  /// Whether an event that nobody waits for yet is kept.
  package func keepsEarly(_ event: any Event) -> Bool {
    !awaited.isEmpty && awaited.contains(ObjectIdentifier(type(of: event)))
  }

  /// Whether a step takes an event that comes by itself, and not as a member of a batch.
  package func takesAlone(_ event: any Event) -> Bool {
    route(of: event)?.ports.contains { ports[$0].kind != .member } ?? false
  }

  /// Whether one execution is to begin before another if both are ready.
  package func isMoreUrgent(_ one: StepExecution, _ other: StepExecution) -> Bool {
    steps[Int(one.step)].priority > steps[Int(other.step)].priority
  }

  /// The names of the events that people answer with and a step takes.
  package var takenFromOutside: [String] {
    routes.filter { $0.role == .humanResponse }.compactMap { $0.ports.first.map { ports[$0].eventName } }
  }

  package func step(named name: String) -> Int? { steps.firstIndex { $0.name == name } }
}
