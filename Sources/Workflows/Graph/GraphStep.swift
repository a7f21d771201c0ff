/// An event type as the graph sees it.
package struct GraphEvent: Hashable, Sendable {
  package let id: ObjectIdentifier
  package let name: String
  package let typeName: String
  package let role: EventRole

  package init<E: Event>(_ type: E.Type) {
    id = ObjectIdentifier(type)
    name = type.eventName
    typeName = String(describing: type)
    role = type.eventRole
  }
}

/// A step as the graph sees it.
package struct GraphStep: Sendable {
  package let name: String
  package let accepts: [GraphEvent]
  /// What it returns, and then what it sends.
  package let produces: [GraphEvent]
  package let sends: [GraphEvent]
  package let isExternal: Bool
  package let skips: Set<GraphCheck>
  package let numWorkers: Int
  package let timeout: StepTimeout?
  package let retry: RetryPolicy?

  package init<W: Workflow>(_ step: StepDefinition<W>) {
    name = step.name
    accepts = step.accepts.map { Self.event($0) }
    produces = step.produces.map { Self.event($0) }
    sends = step.options.sends.map { Self.event($0) }
    isExternal = step.options.external
    skips = step.options.skipGraphChecks
    numWorkers = step.options.numWorkers
    timeout = step.options.timeout
    retry = step.options.retry
  }

  /// What it returns.
  package var returns: ArraySlice<GraphEvent> { produces.dropLast(sends.count) }

  private static func event(_ type: any Event.Type) -> GraphEvent { GraphEvent(type) }
}
