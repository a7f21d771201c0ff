/// Says that a step began to wait for a worker, started, or ended.
public struct StepStateChanged: InternalEvent, Hashable {
  /// What a step does with one event.
  public struct State: RawRepresentable, Codable, Hashable, Sendable {
    /// The state's name on the wire.
    public var rawValue: String
    /// Makes the value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The event waits for a free worker.
    public static let preparing = State(rawValue: "preparing")
    /// A worker runs the step; said before its body starts, and before it goes on after it has waited for an event.
    public static let running = State(rawValue: "running")
    /// The step returned, failed, or began to wait for an event; said before the event that it returned is.
    public static let notRunning = State(rawValue: "not_running")
  }

  /// The name of the step.
  public var name: String
  /// What it does now.
  public var stepState: State
  /// The worker, from `"0"` to the number of workers less one, the smallest free one first; `"<enqueued>"` while there
  /// is none.
  public var workerID: String
  /// The name of the event that the step took.
  public var inputEventName: String
  /// The name of the (last) event that it returned; `nil` while it runs, if it failed, and if it returned none.
  public var outputEventName: String?
  /// What else is known of the execution, in the process that runs it.
  package var note: ExecutionNote?

  /// Makes the event; the runtime does.
  public init(
    name: String, stepState: State, workerID: String, inputEventName: String, outputEventName: String? = nil
  ) {
    self.name = name
    self.stepState = stepState
    self.workerID = workerID
    self.inputEventName = inputEventName
    self.outputEventName = outputEventName
  }

  private enum CodingKeys: String, CodingKey {
    case name
    case stepState = "step_state"
    case workerID = "worker_id"
    case inputEventName = "input_event_name"
    case outputEventName = "output_event_name"
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(stepState.rawValue, forKey: .stepState)
    try container.encode(workerID, forKey: .workerID)
    try container.encode(inputEventName, forKey: .inputEventName)
    // Python writes the key always, as null where there is no output.
    try container.encode(outputEventName, forKey: .outputEventName)
  }
}

/// Says that an event reached a run in which no step takes it.
public struct UnhandledEvent: InternalEvent, Hashable {
  /// The name of the event.
  public var eventType: String
  /// The name of the event's type with its module.
  public var qualifiedName: String
  /// Always `nil`; it is there for the wire.
  ///
  /// In Python the step that the event was sent to. Here the sending of what the named step does not take throws.
  public var stepName: String?
  /// Whether the run had nothing else to do.
  public var idle: Bool

  /// Makes the event; the runtime does.
  public init(eventType: String, qualifiedName: String, stepName: String? = nil, idle: Bool) {
    self.eventType = eventType
    self.qualifiedName = qualifiedName
    self.stepName = stepName
    self.idle = idle
  }

  private enum CodingKeys: String, CodingKey {
    case eventType = "event_type"
    case qualifiedName = "qualified_name"
    case stepName = "step_name"
    case idle
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(eventType, forKey: .eventType)
    try container.encode(qualifiedName, forKey: .qualifiedName)
    try container.encode(stepName, forKey: .stepName)
    try container.encode(idle, forKey: .idle)
  }
}

/// Says that everything the run could do is done, and that it waits for an event from outside.
///
/// It is written each time the run comes to rest, and not when it ends.
public struct WorkflowIdleEvent: InternalEvent, Hashable {
  /// Makes the event; the runtime does.
  public init() {}
}
