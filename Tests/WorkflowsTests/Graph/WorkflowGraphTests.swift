import Testing
import Workflows

/// The graph of a workflow as data.
@Suite("The graph of a workflow", .mayNotHang)
struct WorkflowGraphTests {
  struct Query: Event { var text: String }
  struct Hit: Event { var page: String }
  struct Log: Event { var line: String }
  struct Ask: InputRequiredEvent {}
  struct Reply: HumanResponseEvent {}

  let search = InlineWorkflow("search", input: Start<String>.self, output: Int.self) {
    Step("plan") { (_: Start<String>, _) -> [Query] in [] }
    Step("look", numWorkers: 8, retry: .constantDelay(), timeout: .seconds(3), sends: Log.self) {
      (_: Query, _) -> Hit? in nil
    }
    Step("log") { (_: Log, _) in }
    Step("count", collect: .take(3)) { (hits: [Hit], _) -> Either<Stop<Int>, Ask> in .first(Stop(hits.count)) }
    Step("confirm", .init(waits: Reply.self)) { (_: Query, _: Hit, _) in }
    CatchError("recover", for: "look") { (_, _) -> Hit? in nil }
  }

  private func edges(_ graph: WorkflowGraph) -> [String] {
    graph.edges.map { "\($0.source) \($0.kind) \($0.target)" }
  }

  @Test func `has each step, followed by its events, in declaration order`() {
    #expect(
      search.graph.nodes.map(\.id) == [
        "plan", "StartEvent", "Query", "look", "Hit", "Log", "log", "count", "StopEvent", "Ask", "confirm", "Reply",
        "recover", "StepFailedEvent", "external_step",
      ])
    #expect(search.graph.name == "search")
    #expect(search.definition.graph == search.graph)
  }

  @Test func `has an edge for everything that a step takes, returns, sends and waits for, and what it means`() {
    #expect(
      edges(search.graph) == [
        "plan list Query", "StartEvent flow plan",
        "look flow Hit", "look send Log", "Query flow look",
        "Log flow log",
        "count flow StopEvent", "count flow Ask", "Hit batch count",
        "Query join confirm", "Hit join confirm", "Reply wait confirm",
        "recover flow Hit", "StepFailedEvent flow recover",
        "look failure recover",
        "Ask flow external_step", "external_step flow Reply",
      ])
  }

  @Test func `has the options of a step that are not as usual`() throws {
    let look = try #require(search.graph.node("look")?.step)
    #expect(look.numWorkers == 8)
    #expect(look.retry?.contains("stop after 3 attempts") == true)
    #expect(look.timeout == "3.0 seconds")
    let count = try #require(search.graph.node("count")?.step)
    #expect(count.collect == "the first 3")
    #expect(count.trigger == "batch")
    #expect(count.numWorkers == nil)
    #expect(search.graph.node("recover")?.step?.maxRecoveries == 1)
    #expect(look.location?.contains("/WorkflowGraphTests.swift:") == true)
  }

  @Test func `has the types, the schema and the makers of an event`() throws {
    let graph = search.graph
    let hit = try #require(graph.node("Hit")?.event)
    #expect(hit.eventType == "Hit")
    #expect(hit.eventTypes == ["Hit"])
    #expect(hit.producedBy == ["look", "recover"])
    #expect(hit.eventSchema == EventSchema.of(Hit.self))
    #expect(graph.node("Ask")?.event?.eventTypes == ["Ask", "InputRequiredEvent"])
    #expect(graph.node("Reply")?.event?.eventTypes == ["Reply", "HumanResponseEvent"])
    #expect(graph.node("StopEvent")?.event?.eventTypes == ["StopEvent"])
    #expect(graph.node("StopEvent")?.label == "Stop<Int>")
  }

  struct Same: Event { static var eventName: String { "make" } }

  @Test func `gives no two nodes one id`() {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("make") { (_: Start<Int>, _) in Same() }
      Step("take") { (_: Same, _) in Stop(1) }
      Step("take") { (_: Same, _) in }
      Step("external_step") { (_: Same, _) in Ask() }
    }
    let ids = workflow.graph.nodes.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.contains("make_2") && ids.contains("take_2") && ids.contains("external_step_2"))
  }

  @Test func `leads past nodes that are left out`() {
    let steps = search.graph.removing(.event, .external)
    #expect(steps.nodes.allSatisfy { $0.nodeType == .step })
    let found = steps.edges.map { "\($0.source) \($0.label ?? "-") \($0.target)" }
    #expect(found.contains("plan Query look"))
    #expect(found.contains("look Hit count"))
    #expect(found.contains("look - recover"))
    #expect(found.contains("count Ask confirm"))
    #expect(search.graph.removing(.resource) == search.graph)
  }

  @Test func `ends at circles of nodes that are left out`() {
    var graph = WorkflowGraph(name: "w")
    graph.nodes = [.init(id: "s", nodeType: .step)] + ["a", "b"].map { .init(id: $0, nodeType: .event) }
    graph.edges = [
      .init(from: "s", to: "a"), .init(from: "a", to: "b"), .init(from: "b", to: "a"), .init(from: "b", to: "s"),
    ]
    #expect(graph.removing(.event).edges == [.init(from: "s", to: "s", label: "a")])
  }

  @Test func `shortens labels`() {
    let node = WorkflowGraph.Node(id: "abcdef", nodeType: .step)
    #expect(node.truncatedLabel(6) == "abcdef")
    #expect(node.truncatedLabel(4) == "abc*")
    #expect(node.truncatedLabel(0) == "*")
  }
}
