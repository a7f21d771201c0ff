extension WorkflowGraph {
  /// A connection from one node to another.
  public struct Edge: Hashable, Sendable {
    /// The id of the node that it begins at.
    public var source: String
    /// The id of the node that it leads to.
    public var target: String
    /// What stands beside it: the name of the parameter, for a resource.
    public var label: String?
    /// What it means.
    public var kind: EdgeKind

    /// Makes an edge.
    public init(from source: String, to target: String, label: String? = nil, kind: EdgeKind = .flow) {
      self.source = source
      self.target = target
      self.label = label
      self.kind = kind
    }
  }

  /// What an edge means.
  ///
  /// Python's graphs have no kinds; an edge without one is ``flow``.
  public struct EdgeKind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The kind's name on the wire.
    public var rawValue: String
    /// Makes the value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A step takes an event by itself, or returns one; or an event goes to or comes from outside.
    public static let flow = EdgeKind(rawValue: "flow")
    /// A step returns events in an array.
    public static let list = EdgeKind(rawValue: "list")
    /// A step takes a batch of events in an array.
    public static let batch = EdgeKind(rawValue: "batch")
    /// A step takes the event together with others, one for each of its parameters.
    public static let join = EdgeKind(rawValue: "join")
    /// A step sends the event besides what it returns.
    public static let send = EdgeKind(rawValue: "send")
    /// A step waits for the event in the middle of its work.
    public static let wait = EdgeKind(rawValue: "wait")
    /// From a step to the handler of its failures.
    public static let failure = EdgeKind(rawValue: "failure")
    /// From a step to a resource that it uses, or from a resource to one that it is made of.
    public static let resource = EdgeKind(rawValue: "resource")
    /// From a step to a workflow that it runs.
    public static let child = EdgeKind(rawValue: "child")

    /// The value in words.
    public var description: String { rawValue }
  }
}

extension WorkflowGraph.Edge: Codable {
  private enum CodingKeys: String, CodingKey { case source, target, label, kind }

  /// Decodes the value from its wire shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    source = try container.decode(String.self, forKey: .source)
    target = try container.decode(String.self, forKey: .target)
    label = try container.decodeIfPresent(String.self, forKey: .label)
    kind = .init(rawValue: try container.decodeIfPresent(String.self, forKey: .kind) ?? "flow")
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source, forKey: .source)
    try container.encode(target, forKey: .target)
    try container.encode(label, forKey: .label)
    if kind != .flow { try container.encode(kind.rawValue, forKey: .kind) }
  }
}
