#if Macros
import Testing
import Workflows

extension Resources {
  fileprivate var index: ResourceDefinition<[String]> { .value([]) }
}

private struct Found: Event {}

@Workflow
private struct Inner {
  /// Only says yes.
  @Step func only(_ event: Start<String>) -> Stop<String> { Stop("yes") }
}

@Workflow
private struct Outer {
  @Step(runs: Inner.self, Outer.self, Plain.self)
  func search(_ event: Start<String>, @Resource(\.index) pages: [String]) -> Found { Found() }
  @Step func read(_ found: Found, @Resource(\.index) all: [String]) -> Stop<String> { Stop("") }
}

@Suite("The graph of steps", .mayNotHang)
struct GraphOfStepsTests {
  private let graph = Outer().graph

  @Test func `has the resources that they take, each once`() throws {
    let resource = try #require(graph.nodes.first { $0.nodeType == .resource })
    #expect(graph.nodes.filter { $0.nodeType == .resource }.count == 1)
    #expect(resource.resource?.getterName == "index")
    #expect(resource.resource?.sourceFile == "WorkflowsTests/GraphOfStepsTests.swift")
    #expect(resource.resource?.scope == "runtime")
    let edges = graph.edges.filter { $0.target == resource.id }
    #expect(edges.map(\.source) == ["search", "read"])
    #expect(edges.map(\.label) == ["pages", "all"])
  }

  @Test func `has the workflows that they run, and ends where one runs itself`() throws {
    let workflows = graph.nodes.filter { $0.nodeType == .workflow }
    #expect(workflows.map(\.label) == ["Inner", "Outer", "InlineWorkflow<Start<Int>, Stop<Int>, NoState>"])
    #expect(workflows[0].graph?.nodes.contains { $0.description == "Only says yes." } == true)
    #expect(workflows[1].graph == nil)
    #expect(workflows[2].graph == nil)
    let picture = graph.svg()
    // The last one has no graph either, but only because each value has its own.
    #expect(picture.matches(of: />workflow, runs itself</).count == 1)
  }
}
#endif
