/// An event of a stream with what is known about it.
public struct StreamRecord: Sendable {
  /// The number of the event in its run, from 0 and without gaps, internal events included.
  public let sequence: Int
  /// The event.
  public let event: any Event
  /// The time from the call of `run` until the event was written, by the runtime's clock.
  ///
  /// It includes the time in which the run waited for its turn, which ``StepFailedEvent/failedAt`` does not. That of a
  /// ``StreamGap`` is zero.
  public let time: Duration
  /// The child run that wrote the event, by the name that it was run as: `research`, or `research/summary` for a child of
  /// a child; empty for the run itself.
  public let path: String
  /// The step that wrote or returned the event; `nil` if the runtime wrote it.
  public let stepName: String?
  /// The attempt of that step, 1 for the first; `nil` if the runtime wrote the event.
  public let attempt: Int?
  /// The question that the event asks, if it was asked with ``WorkflowContext/ask(_:timeout:)``.
  public let question: QuestionID?
}
