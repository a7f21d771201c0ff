/// Says that a step has failed for good; what a step marked with `@CatchError` takes.
///
/// Python: `StepFailedEvent`.
public struct StepFailedEvent: Event {
  /// The step that failed.
  public let stepName: String
  /// The event that it failed on: for a step that takes an array a ``CollectionReleaseEvent``, for one with several
  /// parameters the event that came last.
  public let inputEvent: any Event
  /// What the last attempt threw, unchanged.
  public let exception: any Error
  /// How often the step was tried.
  public let attempts: Int
  /// The time from the first attempt's start to the last one's failure, delays included.
  ///
  /// Python: `elapsed_seconds`.
  public let elapsed: Duration
  /// When the last attempt failed, counted from the start of the run: from when its turn came, while
  /// ``StreamRecord/time`` counts from the call of `run`.
  ///
  /// On the wire these are seconds. Python: `failed_at`, which is a date in UTC.
  public let failedAt: Duration

  /// Makes the event; the runtime does, and a test of a handler may.
  public init(
    stepName: String, inputEvent: any Event, exception: any Error, attempts: Int = 1, elapsed: Duration = .zero,
    failedAt: Duration = .zero
  ) {
    self.stepName = stepName
    self.inputEvent = inputEvent
    self.exception = exception
    self.attempts = attempts
    self.elapsed = elapsed
    self.failedAt = failedAt
  }

  private enum CodingKeys: String, CodingKey {
    case stepName = "step_name"
    case inputEvent = "input_event"
    case exception, attempts
    case elapsed = "elapsed_seconds"
    case failedAt = "failed_at"
  }

  private enum ExceptionKeys: String, CodingKey {
    case type = "exception_type"
    case message = "exception_message"
  }

  /// Cannot decode the event that the step failed on, whose type is not written with it.
  ///
  /// - Throws: `DecodingError`, always.
  public init(from decoder: any Decoder) throws {
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: decoder.codingPath,
        debugDescription: "a StepFailedEvent is made by the run; the type of the event in it is not on the wire"))
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(stepName, forKey: .stepName)
    try inputEvent.encode(to: container.superEncoder(forKey: .inputEvent))
    var nested = container.nestedContainer(keyedBy: ExceptionKeys.self, forKey: .exception)
    try nested.encode(String(reflecting: type(of: exception)), forKey: .type)
    try nested.encode(String(describing: exception), forKey: .message)
    try container.encode(attempts, forKey: .attempts)
    try container.encode(elapsed.inSeconds, forKey: .elapsed)
    try container.encode(failedAt.inSeconds, forKey: .failedAt)
  }
}
