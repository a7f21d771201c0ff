/// The last event of a run that exceeded its timeout.
///
/// `handler.result` throws a ``WorkflowError`` with code ``WorkflowError/Code/timedOut``.
public struct WorkflowTimedOutEvent: TerminationEvent, Hashable {
  /// The timeout of the run, in seconds.
  public var timeout: Double
  /// The names of the steps that were running when it expired, in declaration order.
  public var activeSteps: [String]

  /// Makes the event; the runtime does.
  public init(timeout: Double, activeSteps: [String]) {
    self.timeout = timeout
    self.activeSteps = activeSteps
  }

  private enum CodingKeys: String, CodingKey {
    case timeout
    case activeSteps = "active_steps"
  }
}

/// The last event of a run that was cancelled.
///
/// `handler.result` throws a ``WorkflowError`` with code ``WorkflowError/Code/cancelled``.
public struct WorkflowCancelledEvent: TerminationEvent, Hashable {
  /// Makes the event; the runtime does.
  public init() {}
}

/// The last event of a run in which a step failed for good, after its retries.
///
/// `handler.result` throws what the step threw.
public struct WorkflowFailedEvent: TerminationEvent, Hashable {
  /// The step that failed; empty if no step did, such as for a run that got stuck or never started.
  public var stepName: String
  /// The type of the error, with its module.
  public var exceptionType: String
  /// What the error says of itself.
  public var exceptionMessage: String
  /// Where the failure came from: the chain of causes, the step's place in the source, and the steps that led there.
  public var traceback: String
  /// How often the step was tried for the event that it failed on; `nil` if no step failed.
  public var attempts: Int?
  /// The seconds from the first attempt's start to the last one's failure, delays included; `nil` if no step failed.
  public var elapsedSeconds: Double?

  /// Makes the event; the runtime does.
  public init(
    stepName: String, exceptionType: String, exceptionMessage: String, traceback: String = "",
    attempts: Int? = nil, elapsedSeconds: Double? = nil
  ) {
    self.stepName = stepName
    self.exceptionType = exceptionType
    self.exceptionMessage = exceptionMessage
    self.traceback = traceback
    self.attempts = attempts
    self.elapsedSeconds = elapsedSeconds
  }
}

extension WorkflowFailedEvent: Codable {
  private enum CodingKeys: String, CodingKey {
    case stepName = "step_name"
    case exception, traceback, attempts
    case elapsedSeconds = "elapsed_seconds"
  }

  private enum ExceptionKeys: String, CodingKey {
    case type = "exception_type"
    case message = "exception_message"
  }

  /// Decodes the value from its wire shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let exception = try container.nestedContainer(keyedBy: ExceptionKeys.self, forKey: .exception)
    self.init(
      stepName: try container.decode(String.self, forKey: .stepName),
      exceptionType: try exception.decode(String.self, forKey: .type),
      exceptionMessage: try exception.decode(String.self, forKey: .message),
      traceback: try container.decodeIfPresent(String.self, forKey: .traceback) ?? "",
      attempts: try container.decodeIfPresent(Int.self, forKey: .attempts),
      elapsedSeconds: try container.decodeIfPresent(Double.self, forKey: .elapsedSeconds))
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(stepName, forKey: .stepName)
    var exception = container.nestedContainer(keyedBy: ExceptionKeys.self, forKey: .exception)
    try exception.encode(exceptionType, forKey: .type)
    try exception.encode(exceptionMessage, forKey: .message)
    try container.encode(attempts, forKey: .attempts)
    try container.encode(elapsedSeconds, forKey: .elapsedSeconds)
    // Python's event has no such field; its reader keeps it with the dynamic ones.
    if !traceback.isEmpty { try container.encode(traceback, forKey: .traceback) }
  }
}
