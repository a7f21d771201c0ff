import Testing
import Workflows

/// The JSON of graphs, which is Python's.
@Suite("The JSON of a graph", .mayNotHang)
struct WorkflowGraphCodingTests {
  struct Greet: StartEvent { var name: String }

  @Test func `is that of Python's server`() throws {
    let workflow = InlineWorkflow("GreetingWorkflow", input: Greet.self, output: String.self) {
      Step("greet") { (event: Greet, _) in Stop("Hello, \(event.name)!") }
    }
    var graph = workflow.graph
    graph.description = "Greets a person by name."
    graph.nodes[0].description = "Emit three progress events, then the greeting."
    // Python has no place for where a step is written.
    graph.nodes[0].step?.location = nil
    try expectJSON(
      graph,
      """
      {"name": "GreetingWorkflow", "nodes": [
        {"id": "greet", "label": "greet", "node_type": "step",
         "description": "Emit three progress events, then the greeting."},
        {"id": "Greet", "label": "Greet", "node_type": "event", "event_type": "Greet",
         "event_types": ["Greet", "StartEvent"], "produced_by": [], "event_schema": {
           "properties": {"name": {"title": "Name", "type": "string"}}, "required": ["name"], "title": "Greet",
           "type": "object"}},
        {"id": "StopEvent", "label": "Stop<String>", "node_type": "event", "event_type": "StopEvent",
         "event_types": ["StopEvent"], "produced_by": ["greet"], "event_schema": {
           "properties": {"result": {"title": "Result", "type": "string"}}, "required": ["result"],
           "title": "StopEvent", "type": "object"}}],
       "edges": [{"source": "greet", "target": "StopEvent", "label": null},
                 {"source": "Greet", "target": "greet", "label": null}],
       "description": "Greets a person by name."}
      """)
  }

  @Test func `of a graph from Python is read, generic nodes included, and written again`() throws {
    let python = """
      {"name": "W", "description": null, "nodes": [
        {"id": "s", "label": "s", "node_type": "step", "description": null},
        {"id": "external_step", "label": "external_step", "node_type": "external"},
        {"id": "resource_1", "label": "Database", "node_type": "resource", "type_name": "Database",
         "getter_name": "get_database", "source_file": "/app/w.py", "source_line": 7, "description": "Where it is."},
        {"id": "resource_config_1", "label": "Settings", "node_type": "resource_config", "type_name": "Settings",
         "config_file": "w.json", "path_selector": "a.b", "config_schema": {"type": "object"},
         "config_value": {"n": 1}, "description": "How it is."},
        {"id": "agent", "label": "Agent", "node_type": "agent", "event_type": "A", "event_types": ["A", "B"]},
        {"id": "tool", "label": "Tool", "node_type": "tool"}],
       "edges": [{"source": "s", "target": "resource_1", "label": "database"},
                 {"source": "s", "target": "agent", "label": null}]}
      """
    let graph = try value(WorkflowGraph.self, from: python)
    #expect(
      graph.nodes.map(\.nodeType.rawValue) == ["step", "external", "resource", "resource_config", "agent", "tool"])
    #expect(graph.node("resource_1")?.resource?.sourceLine == 7)
    #expect(graph.node("resource_config_1")?.config?.configValue == ["n": 1])
    #expect(graph.node("agent")?.event?.eventTypes == ["A", "B"])
    #expect(graph.node("tool")?.event == nil)
    try expectJSON(graph, python)
  }

  @Test func `keeps what Python has not, in keys of its own`() throws {
    var child = WorkflowGraph(name: "Child", nodes: [.init(id: "only", nodeType: .step)])
    child.nodes[0].step = .init()
    child.nodes[0].step?.group = "Group"
    var graph = WorkflowGraph(name: "W", nodes: [.init(id: "workflow_Child", label: "Child", nodeType: .workflow)])
    graph.nodes[0].graph = child
    graph.edges = [.init(from: "s", to: "workflow_Child", kind: .child)]
    let again = try value(WorkflowGraph.self, from: json(graph))
    #expect(again == graph)
    let edge = try value(JSONValue.self, from: json(graph))["edges"]?[0]
    #expect(edge?["kind"] == "child")
  }

  @Test func `without nodes or with edges that lead nowhere is read as it is`() throws {
    let graph = try value(
      WorkflowGraph.self, from: #"{"name": "", "nodes": [], "edges": [{"source": "a", "target": "b"}]}"#)
    #expect(graph.edges == [.init(from: "a", to: "b")])
    #expect(throws: DecodingError.self) { try value(WorkflowGraph.self, from: #"{"name": "", "nodes": []}"#) }
  }
}
