import Testing
import Workflows

/// What a graph is made of, besides steps and their events.
@Suite("Resources and children in a graph", .mayNotHang)
struct GraphBuilderTests {
  private func graph(_ steps: [GraphSourceStep]) -> WorkflowGraph {
    GraphBuilder.graph(of: GraphSource(name: "w", steps: steps, handlers: steps.map { _ in nil }))
  }

  private func step(
    _ name: String, resources: [GraphResource] = [], children: [GraphChild] = []
  ) -> GraphSourceStep {
    var step = GraphSourceStep(name: name)
    step.resources = resources
    step.children = children
    return step
  }

  private func resource(_ label: String, id: String, _ dependencies: [GraphResource] = []) -> GraphResource {
    GraphResource(
      label: label, id: id, typeName: "Type of \(id)", content: .resource(.init(typeName: "T", scope: "run")),
      dependencies: dependencies)
  }

  private func edges(_ graph: WorkflowGraph) -> [String] {
    graph.edges.map { "\($0.source) -\($0.label ?? "")> \($0.target)" }
  }

  @Test func `has each resource once, with an edge for each parameter`() {
    let config = GraphResource(
      label: "settings", id: "c", typeName: "Settings", content: .config(.init(configFile: "s.json")))
    let shared = resource("database", id: "d", [config])
    let found = graph([
      step("a", resources: [shared]), step("b", resources: [resource("store", id: "d", [config]), config]),
    ])
    #expect(found.nodes.map(\.id) == ["a", "b", "d", "c"])
    #expect(found.nodes.map(\.nodeType) == [.step, .step, .resource, .resourceConfig])
    #expect(found.node("d")?.label == "Type of d")
    #expect(found.node("c")?.config?.configFile == "s.json")
    #expect(edges(found) == ["a -database> d", "d -settings> c", "b -store> d", "b -settings> c"])
    #expect(found.edges.allSatisfy { $0.kind == .resource })
  }

  @Test func `ends where resources are made of each other`() {
    let found = graph([
      step("a", resources: [resource("x", id: "1", [resource("y", id: "2", [resource("z", id: "1")])])])
    ])
    #expect(edges(found) == ["a -x> 1", "1 -y> 2", "2 -z> 1"])
  }

  @Test func `has each child once, with its graph, and who runs itself without`() {
    let inner = WorkflowGraph(name: "Inner", nodes: [.init(id: "only", nodeType: .step)], description: "Does it.")
    let found = graph([
      step("a", children: [.init(name: "Inner", graph: inner), .init(name: "w")]),
      step("b", children: [.init(name: "Inner", graph: inner)]),
    ])
    #expect(found.nodes.map(\.id) == ["a", "b", "workflow_Inner", "workflow_w"])
    #expect(found.node("workflow_Inner")?.graph == inner)
    #expect(found.node("workflow_Inner")?.description == "Does it.")
    #expect(found.node("workflow_w")?.graph == nil)
    #expect(edges(found) == ["a -> workflow_Inner", "a -> workflow_w", "b -> workflow_Inner"])
  }

  @Test func `has no graph of a child within that child`() {
    let definition = echo().definition
    #expect(GraphChild(definition, within: []).graph == definition.graph)
    #expect(GraphChild(definition, within: [ObjectIdentifier(definition)]).graph == nil)
    #expect(GraphChild(definition, within: [ObjectIdentifier(definition)]).name == "echo")
  }
}
