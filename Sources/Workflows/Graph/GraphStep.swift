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

extension Sequence<GraphEvent> {
  /// Each event once, where it is first.
  var unique: [GraphEvent] {
    var seen: Set<ObjectIdentifier> = []
    return filter { seen.insert($0.id).inserted }
  }
}

/// A step as the graph sees it.
package struct GraphStep: Sendable {
  package let name: String
  /// The group that it is of, if it is of one.
  package let group: String?
  package let accepts: [GraphEvent]
  /// What it returns, and then what it sends.
  package let produces: [GraphEvent]
  package let sends: [GraphEvent]
  /// Those of what it returns that are in an array.
  package let listed: [GraphEvent]
  /// What it waits for in its body.
  package let waits: [GraphEvent]
  package let trigger: StepTrigger
  package let collect: Collect
  package let catches: ErrorHandling?
  package let isExternal: Bool
  package let skips: Set<GraphCheck>
  package let numWorkers: Int
  package let limit: SharedLimit?
  package let timeout: StepTimeout?
  package let retry: RetryPolicy?

  package init<W: Workflow>(_ step: StepDefinition<W>) {
    name = step.name
    group = step.group
    accepts = step.accepts.map { Self.event($0) }
    produces = step.produces.map { Self.event($0) }
    sends = step.options.sends.map { Self.event($0) }
    listed = step.listed.map { Self.event($0) }
    waits = step.options.waits.map { Self.event($0) }
    trigger = step.trigger
    collect = step.options.collect
    catches = step.options.catches
    isExternal = step.options.external
    skips = step.options.skipGraphChecks
    numWorkers = step.options.numWorkers
    limit = step.options.limit
    timeout = step.options.timeout
    retry = step.options.retry
  }

  /// What it returns.
  package var returns: ArraySlice<GraphEvent> { produces.dropLast(sends.count) }

  /// What it returns or sends, and not in an array.
  package var bare: [GraphEvent] {
    var listed = listed
    return produces.filter { event in
      guard let index = listed.firstIndex(where: { $0.id == event.id }) else { return true }
      listed.remove(at: index)
      return false
    }
  }

  private static func event(_ type: any Event.Type) -> GraphEvent { GraphEvent(type) }
}
