import Testing
import Workflows

/// Where things are in a picture.
@Suite("The layout of a picture", .mayNotHang)
struct LayoutTests {
  @Test(arguments: [1, 2, 5, 20, 60], 1...6)
  func `overlaps nothing and leads each line from its box to its box`(steps: Int, seed: Int) throws {
    let graph = randomGraph(steps: steps, seed: UInt64(seed))
    try expectGoodPicture(graph.svg(), nodes: graph.nodes.count, edges: graph.edges.count)
  }

  @Test(arguments: [5, 20, 60], 1...6)
  func `keeps groups apart`(steps: Int, seed: Int) throws {
    let graph = randomGraph(steps: steps, seed: UInt64(seed), groups: 3)
    let svg = graph.svg()
    try expectGoodPicture(svg, nodes: graph.nodes.count, edges: graph.edges.count)
    let drawn = try DrawnGraph(svg)
    let groups = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.id, $0.step?.group) })
    for frame in drawn.frames {
      let inside = drawn.boxes.filter {
        $0.left < frame.right && $0.right > frame.left && $0.top < frame.bottom && $0.bottom > frame.top
      }
      // Events in a frame are those of its steps; the steps are of one group.
      let owners = Set(inside.compactMap { groups[$0.name] ?? nil })
      #expect(owners.count == 1)
      let strangers = inside.filter { groups[$0.name] == .some(nil) && $0.name.hasPrefix("step") }
      #expect(strangers.isEmpty)
      for box in inside {
        let isWhole =
          box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
        #expect(isWhole, "\(box.name) is within its frame")
      }
    }
  }

  @Test func `draws 500 steps`() throws {
    let graph = randomGraph(steps: 500, seed: 3)
    try expectGoodPicture(graph.svg(), nodes: graph.nodes.count, edges: graph.edges.count)
  }

  @Test func `goes down from the start to the end`() throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("one") { (_: Start<Int>, _) in Left(n: 1) }
      Step("two") { (event: Left, _) in Right(n: event.n) }
      Step("three") { (event: Right, _) in Stop(event.n) }
    }
    let boxes = try DrawnGraph(workflow.graph.svg()).boxes.sorted { $0.top < $1.top }
    #expect(boxes.map(\.name) == ["Start<Int>", "one", "Left", "two", "Right", "three", "Stop<Int>"])
    // In one column.
    let middles = Set(boxes.map { ($0.left + $0.right) / 2 })
    #expect(middles.count == 1)
  }

  private func graph(_ edges: [(String, String)]) -> WorkflowGraph {
    var graph = WorkflowGraph(name: "w")
    for id in edges.flatMap({ [$0.0, $0.1] }) where graph.node(id) == nil {
      graph.nodes.append(.init(id: id, nodeType: .step))
    }
    graph.edges = edges.map { .init(from: $0.0, to: $0.1) }
    return graph
  }

  @Test func `leads back upwards where steps go round in circles`() throws {
    let circles = graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "b"), ("b", "d"), ("d", "d"), ("a", "a")])
    let svg = circles.svg()
    try expectGoodPicture(svg, nodes: 4, edges: 7)
    let boxes = try DrawnGraph(svg).boxes
    let tops = Dictionary(uniqueKeysWithValues: boxes.map { ($0.name, $0.top) })
    #expect(tops["a", default: 0] < tops["b", default: 0] && tops["b", default: 0] < tops["c", default: 0])
  }

  @Test func `draws what has no connection, several between the same two, and nothing at all`() throws {
    var apart = graph([("a", "b"), ("a", "b"), ("a", "b"), ("c", "d")])
    apart.nodes.append(.init(id: "alone", nodeType: .resource))
    try expectGoodPicture(apart.svg(), nodes: 5, edges: 4)
    try expectGoodPicture(WorkflowGraph(name: "empty").svg(), nodes: 0, edges: 0)
  }

  @Test func `leaves out edges that lead nowhere, and nodes that are there twice`() throws {
    var broken = graph([("a", "b")])
    broken.nodes.append(.init(id: "a", nodeType: .event))
    broken.edges.append(.init(from: "b", to: "nobody"))
    try expectGoodPicture(broken.svg(), nodes: 2, edges: 1)
  }

  @Test func `takes one node with very many neighbours`() throws {
    let star = graph((0..<120).flatMap { [("center", "leaf\($0)"), ("leaf\($0)", "end")] })
    try expectGoodPicture(star.svg(), nodes: 122, edges: 240)
  }

  @Test func `takes a chain that is deeper than a stack`() throws {
    let chain = graph((0..<3_000).map { ("n\($0)", "n\($0 + 1)") })
    try expectGoodPicture(chain.svg(), nodes: 3_001, edges: 3_000)
  }

  @Test func `is the same each time`() {
    let graph = randomGraph(steps: 30, seed: 9, groups: 2)
    #expect(graph.svg() == graph.svg())
    #expect(graph.html() == graph.html())
  }
}
