/// Makes the graph of a workflow from its parts.
package struct GraphBuilder {
  private var graph: WorkflowGraph
  private var ids: Set<String> = []
  private var stepIDs: [String] = []
  private var events: [String: Int] = [:]
  private var seen: Set<WorkflowGraph.Edge> = []

  package static func graph(of source: GraphSource) -> WorkflowGraph {
    var builder = GraphBuilder(name: source.name, description: source.description)
    builder.add(source)
    return builder.graph
  }

  private init(name: String, description: String?) { graph = WorkflowGraph(name: name, description: description) }

  private mutating func add(_ source: GraphSource) {
    // Steps keep their names as ids; what would have the same one makes way.
    stepIDs = source.steps.map { unique($0.name) }
    for (step, id) in zip(source.steps, stepIDs) { add(step, id) }
    for (index, handler) in source.handlers.enumerated() {
      guard let handler else { continue }
      add(.init(from: stepIDs[index], to: stepIDs[handler], kind: .failure))
    }
    addExternal()
    for (step, id) in zip(source.steps, stepIDs) {
      for resource in step.resources { add(resource, usedBy: id, path: []) }
      for child in step.children { add(child, of: id) }
    }
  }

  private mutating func add(_ step: GraphSourceStep, _ id: String) {
    var node = WorkflowGraph.Node(
      id: id, label: step.name, nodeType: .step, description: step.documentation.isEmpty ? nil : step.documentation)
    node.step = step.details
    graph.nodes.append(node)
    let accepted = step.accepts.map { event($0) }
    let waited = step.waits.map { event($0) }
    let listed = Set(step.listed.map { ObjectIdentifier($0) })
    for type in step.returns {
      let event = event(type, producedBy: step.name)
      add(.init(from: id, to: event, kind: listed.contains(ObjectIdentifier(type)) ? .list : .flow))
    }
    for type in step.sends { add(.init(from: id, to: event(type, producedBy: step.name), kind: .send)) }
    let kind: WorkflowGraph.EdgeKind = step.trigger == .batch ? .batch : step.trigger == .set ? .join : .flow
    for event in accepted { add(.init(from: event, to: id, kind: kind)) }
    for event in waited { add(.init(from: event, to: id, kind: .wait)) }
  }

  /// The node of an event, by its id.
  private mutating func event(_ type: any Event.Type, producedBy step: String? = nil) -> String {
    let name = type.eventName
    let index: Int
    if let known = events[name] {
      index = known
    } else {
      index = graph.nodes.count
      events[name] = index
      var node = WorkflowGraph.Node(id: unique(name), label: String(describing: type), nodeType: .event)
      node.event = .init(
        eventType: name, eventTypes: Self.types(type, name), eventSchema: EventSchema.of(type), producedBy: [])
      graph.nodes.append(node)
    }
    if let step, graph.nodes[index].event?.producedBy?.contains(step) == false {
      graph.nodes[index].event?.producedBy?.append(step)
    }
    return graph.nodes[index].id
  }

  private static func types(_ type: any Event.Type, _ name: String) -> [String] {
    let role: String? =
      switch type.eventRole {
      case .start: "StartEvent"
      case .stop, .termination: "StopEvent"
      case .inputRequired: "InputRequiredEvent"
      case .humanResponse: "HumanResponseEvent"
      default: nil
      }
    guard let role, role != name else { return [name] }
    return [name, role]
  }

  /// The one outside, if anything goes to it or comes from it.
  private mutating func addExternal() {
    let asked = graph.nodes.filter { $0.event?.eventTypes?.contains("InputRequiredEvent") == true }.map(\.id)
    let answered = graph.nodes.filter { $0.event?.eventTypes?.contains("HumanResponseEvent") == true }.map(\.id)
    if asked.isEmpty, answered.isEmpty { return }
    let id = unique("external_step")
    graph.nodes.append(.init(id: id, nodeType: .external))
    for event in asked { add(.init(from: event, to: id)) }
    for event in answered { add(.init(from: id, to: event)) }
  }

  private mutating func add(_ resource: GraphResource, usedBy user: String, path: Set<String>) {
    add(.init(from: user, to: resource.id, label: resource.label, kind: .resource))
    // What is made of itself is wrong, but no reason never to return.
    if path.contains(resource.id) { return }
    if ids.insert(resource.id).inserted {
      var node = WorkflowGraph.Node(
        id: resource.id, label: resource.typeName, nodeType: .resource, description: resource.description)
      switch resource.content {
      case .resource(let details): node.resource = details
      case .config(let details):
        node.nodeType = .resourceConfig
        node.config = details
      }
      graph.nodes.append(node)
    }
    for dependency in resource.dependencies {
      add(dependency, usedBy: resource.id, path: path.union([resource.id]))
    }
  }

  private mutating func add(_ child: GraphChild, of step: String) {
    let known = graph.nodes.first { $0.nodeType == .workflow && $0.label == child.name && $0.graph == child.graph }
    if let known { return add(.init(from: step, to: known.id, kind: .child)) }
    var node = WorkflowGraph.Node(id: unique("workflow_\(child.name)"), label: child.name, nodeType: .workflow)
    node.graph = child.graph
    node.description = child.graph?.description
    graph.nodes.append(node)
    add(.init(from: step, to: node.id, kind: .child))
  }

  private mutating func add(_ edge: WorkflowGraph.Edge) {
    if seen.insert(edge).inserted { graph.edges.append(edge) }
  }

  private mutating func unique(_ name: String) -> String {
    var id = name
    var number = 2
    while !ids.insert(id).inserted {
      id = "\(name)_\(number)"
      number += 1
    }
    return id
  }
}
