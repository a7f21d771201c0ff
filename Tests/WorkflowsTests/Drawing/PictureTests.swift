import Testing
import Workflows

/// What is in a picture besides boxes and lines.
@Suite("Pictures", .mayNotHang)
struct PictureTests {
  /// A workflow with a group, a child, itself as a child, and resources.
  static let family: WorkflowGraph = {
    var child = WorkflowGraph(name: "Research", description: "Finds out.")
    child.nodes = [.init(id: "find", nodeType: .step), .init(id: "Found", nodeType: .event)]
    child.edges = [.init(from: "find", to: "Found")]
    var graph = WorkflowGraph(name: "Book", description: "Writes a book.")
    var write = WorkflowGraph.Node(id: "write", nodeType: .step, description: "Writes.")
    write.step = .init()
    write.step?.group = "Writing"
    var first = WorkflowGraph.Node(id: "workflow_Research", label: "Research", nodeType: .workflow)
    first.graph = child
    let second = WorkflowGraph.Node(id: "workflow_Book", label: "Book", nodeType: .workflow)
    var database = WorkflowGraph.Node(id: "resource_1", label: "Database", nodeType: .resource)
    database.resource = .init(typeName: "Database", getterName: "\\.database", scope: "run")
    var settings = WorkflowGraph.Node(id: "resource_config_1", label: "Settings", nodeType: .resourceConfig)
    settings.config = .init(typeName: "Settings", configFile: "settings.json")
    graph.nodes = [write, .init(id: "bind", nodeType: .step), first, second, database, settings]
    graph.edges = [
      .init(from: "write", to: "bind"), .init(from: "write", to: "workflow_Research", kind: .child),
      .init(from: "bind", to: "workflow_Book", kind: .child),
      .init(from: "write", to: "resource_1", label: "db", kind: .resource),
      .init(from: "resource_1", to: "resource_config_1", label: "settings", kind: .resource),
    ]
    return graph
  }()

  @Test func `show children beside the workflow that runs them, each once`() throws {
    let svg = Self.family.svg()
    try expectGoodPicture(svg, nodes: 8, edges: 6)
    let drawn = try DrawnGraph(svg)
    let panels = drawn.root.all.filter { $0.classes == ["panel"] }
    #expect(panels.count == 2)
    let boxes = drawn.root.all.filter { $0.classes.contains("workflow") && $0.name == "g" }
    // The child has a panel of its own, and whoever runs itself is in the first one.
    let panelIDs = panels.compactMap { $0.attributes["id"] }
    #expect(boxes.map { $0.attributes["data-panel"] } == [panelIDs[1], panelIDs[0]])

    var twice = Self.family
    var again = WorkflowGraph.Node(id: "workflow_again", label: "Research", nodeType: .workflow)
    again.graph = Self.family.nodes[2].graph
    twice.nodes.append(again)
    twice.edges.append(.init(from: "bind", to: again.id, kind: .child))
    let drawnTwice = try DrawnGraph(twice.svg())
    #expect(drawnTwice.root.all.filter { $0.classes == ["panel"] }.count == 2)
  }

  @Test func `leave out children and resources if asked to`() throws {
    try expectGoodPicture(Self.family.svg(options: .init(includesChildWorkflows: false)), nodes: 6, edges: 5)
    try expectGoodPicture(Self.family.svg(options: .init(includesResources: false)), nodes: 6, edges: 4)
  }

  @Test func `show what handles the failures of many steps by itself`() throws {
    let many = InlineWorkflow("many", input: Start<Int>.self, output: Int.self) {
      Step("begin") { (_: Start<Int>, _) in Number(n: 1) }
      for name in ["a", "b", "c", "d"] { Step<Start<Int>, Stop<Int>, NoState>(name) { (_: Number, _) in } }
      Step("end") { (_: Number, _) in Stop(1) }
      CatchError("recover") { (_, _) in Stop(0) }
    }
    #expect(many.graph.edges.filter { $0.kind == .failure }.count == 6)
    let lines = try DrawnGraph(many.graph.svg()).lines.filter { $0.classes.contains("failing") }
    #expect(lines.count == 1)
    let few = InlineWorkflow("few", input: Start<Int>.self, output: Int.self) {
      Step("begin") { (_: Start<Int>, _) in Number(n: 1) }
      Step("end") { (_: Number, _) in Stop(1) }
      CatchError("recover") { (_, _) in Stop(0) }
    }
    let drawn = try DrawnGraph(few.graph.svg())
    #expect(drawn.lines.filter { $0.classes.contains("failing") }.count == 2)
    #expect(!drawn.boxes.map(\.name).contains("StepFailedEvent"))
  }

  @Test func `draw lines as what they mean`() throws {
    var graph = WorkflowGraph(name: "w", nodes: [.init(id: "a", nodeType: .step), .init(id: "b", nodeType: .event)])
    let kinds: [WorkflowGraph.EdgeKind] = [.flow, .list, .batch, .join, .send, .wait, .failure, .resource, .child]
    graph.edges = kinds.map { .init(from: "a", to: "b", kind: $0) }
    let classes = try DrawnGraph(graph.svg()).lines.map { $0.classes[1] }
    #expect(classes == ["flow", "many", "many", "join", "send", "wait", "failing", "uses", "runs"])
  }

  @Test func `are light or dark as whoever looks at them prefers, unless told otherwise`() {
    let graph = Self.family
    #expect(graph.svg().contains("@media (prefers-color-scheme:dark)"))
    #expect(!graph.svg(options: .init(appearance: .light)).contains("prefers-color-scheme"))
    #expect(graph.svg(options: .init(appearance: .dark)).contains("color-scheme:dark;"))
    #expect(!graph.svg(options: .init(appearance: .dark)).contains("--paper:#ffffff"))
  }

  @Test func `wrap long labels, and keep the whole text in the tooltip`() throws {
    let name = "fetchEveryPageOfTheEncyclopediaThatMentionsWhalesAndShipsAndSailorsAndTheSeaAndAllOtherThingsOfInterest"
    let graph = WorkflowGraph(name: "w", nodes: [.init(id: name, nodeType: .step)])
    let node = try #require(try MarkupReader.read(graph.svg()).first("g", class: "node"))
    let lines = node.children.filter { $0.classes == ["name"] }.map(\.text)
    #expect(lines.count == 3)
    #expect(lines[0] == "fetchEveryPageOfThe")
    #expect(lines[2].hasSuffix("…"))
    #expect(node.first("title")?.text == name)
    let short = WorkflowGraph(name: "w", nodes: [.init(id: "abcdefgh", nodeType: .step)])
    let box = try DrawnGraph(short.svg(options: .init(maxLabelLength: 4))).boxes[0]
    #expect(box.name == "abc…")
  }

  @Test func `of a page need nothing from elsewhere, and can be used with the keyboard`() throws {
    let html = Self.family.html()
    let root = try MarkupReader.read(html)
    let policy = root.all.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"]
    #expect(policy == "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
    let addresses = root.all.flatMap { $0.attributes }.filter { $0.key != "xmlns" && $0.value.contains("://") }
    #expect(addresses.isEmpty)
    #expect(root.all.filter { ["link", "img", "iframe"].contains($0.name) }.isEmpty)
    let controls = root.all.filter { $0.name == "button" || $0.name == "input" }
    #expect(controls.allSatisfy { $0.attributes["aria-label"] != nil || !$0.text.isEmpty })
    let ids = root.all.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let legend = try #require(root.all.first { $0.attributes["id"] == "legend" })
    #expect(legend.all.filter { $0.name == "li" }.count == 8)
  }

  @Test func `of a page tell documentation, options and schema of what is selected`() throws {
    struct Query: Event { var text: String }
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("ask", numWorkers: 3, timeout: .seconds(2)) { (_: Start<Int>, _) in Query(text: "") }
      Step("end") { (_: Query, _) in Stop(1) }
    }
    let root = try MarkupReader.read(workflow.graph.html())
    let data = try value(JSONValue.self, from: try #require(root.all.first { $0.name == "script" }).text)
    guard case .object(let nodes) = data else { return #expect(Bool(false), "the data is no object") }
    let ask = try #require(nodes.values.first { $0["label"] == "ask" })
    guard case .array(let rows)? = ask["rows"] else { return #expect(Bool(false), "there are no rows") }
    #expect(rows.contains(["Workers", "3"]) && rows.contains(["Timeout", "2.0 seconds"]))
    let query = try #require(nodes.values.first { $0["label"] == "Query" })
    #expect(query["schema"]?["properties"]?["text"]?["type"] == "string")
  }
}
