extension WorkflowGraph {
  /// A step, an event, or something else of a graph.
  ///
  /// What only nodes of one type have is in a property of its own: ``step``, ``event``, ``resource``, ``config``,
  /// ``graph``.
  public struct Node: Hashable, Sendable, Identifiable {
    /// What edges know the node by, unique in its graph.
    public var id: String
    /// The text on the node.
    public var label: String
    /// What the node is.
    public var nodeType: NodeType
    /// What it is for, in words: of a step its documentation comment.
    public var description: String?
    /// The options of a step.
    public var step: StepDetails?
    /// The type of an event, of which a node of another type may have one, too.
    public var event: EventDetails?
    /// Where a resource comes from.
    public var resource: ResourceDetails?
    /// Where a configuration is read from.
    public var config: ConfigDetails?
    /// The graph of a workflow; `nil` where it is known already, because the workflow runs itself.
    public var graph: WorkflowGraph?

    /// Makes a node.
    public init(id: String, label: String? = nil, nodeType: NodeType, description: String? = nil) {
      self.id = id
      self.label = label ?? id
      self.nodeType = nodeType
      self.description = description
    }

    /// The label, cut off with a `*` if it has more characters.
    public func truncatedLabel(_ length: Int) -> String {
      label.count <= length ? label : "\(label.prefix(max(length - 1, 0)))*"
    }
  }

  /// What a node is.
  ///
  /// Python: `node_type`, which may be any string: nodes of a type that is not known here are kept as they are.
  public struct NodeType: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
    /// The type's name on the wire.
    public var rawValue: String
    /// Makes the value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A step.
    public static let step = NodeType(rawValue: "step")
    /// A type of event.
    public static let event = NodeType(rawValue: "event")
    /// Whoever is outside of the run, such as a person who answers.
    public static let external = NodeType(rawValue: "external")
    /// Something that steps use.
    public static let resource = NodeType(rawValue: "resource")
    /// A configuration that is read from a file.
    public static let resourceConfig = NodeType(rawValue: "resource_config")
    /// A workflow that a step runs.
    public static let workflow = NodeType(rawValue: "workflow")

    /// The value in words.
    public var description: String { rawValue }
  }
}

extension WorkflowGraph.Node: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, label, description, graph
    case nodeType = "node_type"
  }

  /// Decodes the value from its wire shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    label = try container.decode(String.self, forKey: .label)
    nodeType = try container.decode(WorkflowGraph.NodeType.self, forKey: .nodeType)
    description = try container.decodeIfPresent(String.self, forKey: .description)
    graph = try container.decodeIfPresent(WorkflowGraph.self, forKey: .graph)
    switch nodeType {
    case .step: step = try WorkflowGraph.StepDetails(from: decoder)
    case .resource: resource = try WorkflowGraph.ResourceDetails(from: decoder)
    case .resourceConfig: config = try WorkflowGraph.ConfigDetails(from: decoder)
    case .external: break
    default: event = try WorkflowGraph.EventDetails(ifPresentIn: decoder)
    }
  }

  /// Encodes the value in its wire shape: the details beside what every node has.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(label, forKey: .label)
    try container.encode(nodeType, forKey: .nodeType)
    if nodeType == .step || description != nil { try container.encode(description, forKey: .description) }
    try container.encodeIfPresent(graph, forKey: .graph)
    try step?.encode(to: encoder)
    try event?.encode(to: encoder)
    try resource?.encode(to: encoder)
    try config?.encode(to: encoder)
  }
}
