/// The graph of a workflow as data: its steps, the events between them, and what else they need.
///
/// ``Workflow/graph`` makes one. It is what the Python library calls a workflow's representation, and has its JSON: a
/// graph that `get_workflow_representation` made can be decoded, and Python's `WorkflowGraph.model_validate` takes what
/// is encoded here. What Python's has not, such as ``Edge/kind``, is in keys of its own, which Python leaves out.
///
/// ```swift
/// let graph = MyWorkflow().graph
/// let steps = graph.nodes.filter { $0.nodeType == .step }
/// ```
///
/// A graph is a value: make one by hand, add nodes of types of your own, draw it with ``svg(_:options:)``.
public struct WorkflowGraph: Hashable, Sendable {
  /// The name of the workflow.
  public var name: String
  /// The nodes: each step in declaration order, followed by the events that it takes and those that it returns, as far
  /// as they are not there yet.
  public var nodes: [Node]
  /// The edges between them.
  public var edges: [Edge]
  /// What the workflow is for, in words.
  public var description: String?

  /// Makes a graph.
  public init(name: String, nodes: [Node] = [], edges: [Edge] = [], description: String? = nil) {
    self.name = name
    self.nodes = nodes
    self.edges = edges
    self.description = description
  }

  /// The first node with an id; `nil` if there is none.
  public func node(_ id: String) -> Node? { nodes.first { $0.id == id } }
}

extension WorkflowGraph: Codable {
  private enum CodingKeys: String, CodingKey { case name, nodes, edges, description }

  /// Decodes the value from its wire shape, which is also Python's.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    nodes = try container.decode([Node].self, forKey: .nodes)
    edges = try container.decode([Edge].self, forKey: .edges)
    description = try container.decodeIfPresent(String.self, forKey: .description)
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(nodes, forKey: .nodes)
    try container.encode(edges, forKey: .edges)
    try container.encode(description, forKey: .description)
  }
}
