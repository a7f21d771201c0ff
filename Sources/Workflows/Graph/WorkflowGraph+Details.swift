extension WorkflowGraph {
  /// The options of a step, as far as they are not what they are by default.
  ///
  /// None of it is in Python's graphs.
  public struct StepDetails: Hashable, Sendable {
    /// The group that the step came from (<doc:StepGroups>).
    public var group: String?
    /// When it runs: `set` for several events together, `batch` for an array; `nil` for each event.
    public var trigger: String?
    /// How many events it may work on at once.
    public var numWorkers: Int?
    /// Whether and when it is tried again, in words.
    public var retry: String?
    /// How long an attempt may take, in words.
    public var timeout: String?
    /// The limit that it shares with others, in words.
    public var limit: String?
    /// Which steps begin first.
    public var priority: Int?
    /// Whether it has a thread to block.
    public var isBlocking: Bool?
    /// How much of a batch it takes, in words.
    public var collect: String?
    /// How often it may recover, if it handles failures.
    public var maxRecoveries: Int?
    /// Where it is written: `Module/File.swift:12`.
    public var location: String?

    /// Makes details without any.
    public init() {}
  }

  /// The type of an event.
  public struct EventDetails: Hashable, Sendable {
    /// The name of the event on the wire.
    public var eventType: String?
    /// That name, followed by those of its roles, such as `StopEvent`; in Python its superclasses.
    public var eventTypes: [String]?
    /// The JSON Schema of the event: ``EventSchema``.
    public var eventSchema: JSONValue?
    /// The steps that return it or send it.
    public var producedBy: [String]?

    /// Makes details.
    public init(
      eventType: String?, eventTypes: [String]? = nil, eventSchema: JSONValue? = nil, producedBy: [String]? = nil
    ) {
      self.eventType = eventType
      self.eventTypes = eventTypes
      self.eventSchema = eventSchema
      self.producedBy = producedBy
    }
  }

  /// Where a resource comes from.
  public struct ResourceDetails: Hashable, Sendable {
    /// The type of the resource.
    public var typeName: String?
    /// What makes it, such as the name of a function or the text of a key path.
    public var getterName: String?
    /// The file that it is made in.
    public var sourceFile: String?
    /// The line that it is made on.
    public var sourceLine: Int?
    /// How long it lives, in words.
    ///
    /// Not in Python's graphs.
    public var scope: String?

    /// Makes details.
    public init(
      typeName: String? = nil, getterName: String? = nil, sourceFile: String? = nil, sourceLine: Int? = nil,
      scope: String? = nil
    ) {
      self.typeName = typeName
      self.getterName = getterName
      self.sourceFile = sourceFile
      self.sourceLine = sourceLine
      self.scope = scope
    }
  }

  /// Where a configuration is read from.
  public struct ConfigDetails: Hashable, Sendable {
    /// The type of the configuration.
    public var typeName: String?
    /// The file that it is read from.
    public var configFile: String?
    /// Where in the file it is, with dots between the keys.
    public var pathSelector: String?
    /// The JSON Schema of the type.
    public var configSchema: JSONValue?
    /// What was read.
    public var configValue: JSONValue?

    /// Makes details.
    public init(
      typeName: String? = nil, configFile: String? = nil, pathSelector: String? = nil, configSchema: JSONValue? = nil,
      configValue: JSONValue? = nil
    ) {
      self.typeName = typeName
      self.configFile = configFile
      self.pathSelector = pathSelector
      self.configSchema = configSchema
      self.configValue = configValue
    }
  }
}

extension WorkflowGraph.StepDetails: Codable {
  private enum CodingKeys: String, CodingKey {
    case group, trigger, retry, timeout, limit, priority, collect, location
    case numWorkers = "num_workers"
    case isBlocking = "blocking"
    case maxRecoveries = "max_recoveries"
  }
}

extension WorkflowGraph.EventDetails: Codable {
  private enum CodingKeys: String, CodingKey {
    case eventType = "event_type"
    case eventTypes = "event_types"
    case eventSchema = "event_schema"
    case producedBy = "produced_by"
  }

  /// The details of a node that may have none.
  init?(ifPresentIn decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if !container.contains(.eventType), !container.contains(.eventTypes) { return nil }
    try self.init(from: decoder)
    if self == .init(eventType: nil) { return nil }
  }
}

extension WorkflowGraph.ResourceDetails: Codable {
  private enum CodingKeys: String, CodingKey {
    case typeName = "type_name"
    case getterName = "getter_name"
    case sourceFile = "source_file"
    case sourceLine = "source_line"
    case scope
  }
}

extension WorkflowGraph.ConfigDetails: Codable {
  private enum CodingKeys: String, CodingKey {
    case typeName = "type_name"
    case configFile = "config_file"
    case pathSelector = "path_selector"
    case configSchema = "config_schema"
    case configValue = "config_value"
  }
}
