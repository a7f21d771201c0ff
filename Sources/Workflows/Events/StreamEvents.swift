/// Says that what an attempt of a step wrote to the stream no longer counts, because the step is tried again.
///
/// What the attempt wrote stays in the stream as it happened; a reader that shows text as it comes may take this as
/// the sign to start that step's text anew. It is written only if the attempt wrote something. What a child run wrote that
/// the attempt ran (<doc:ChildWorkflows>) is part of that.
public struct AttemptSuperseded: Event, Hashable {
  /// The step that is tried again.
  public var stepName: String
  /// The number of the attempt that no longer counts, 1 for the first.
  public var attempt: Int
  /// The sequence number of the first event that the attempt wrote, or a child that it ran.
  public var firstSequence: Int

  /// Makes the event; the runtime does.
  public init(stepName: String, attempt: Int, firstSequence: Int) {
    self.stepName = stepName
    self.attempt = attempt
    self.firstSequence = firstSequence
  }

  private enum CodingKeys: String, CodingKey {
    case stepName = "step_name"
    case attempt
    case firstSequence = "first_sequence"
  }
}

/// Stands where events were that the stream no longer retains.
///
/// A reader that is slower than the ``StreamRetention`` allows finds it in place of what it missed, never silence.
public struct StreamGap: Event, Hashable {
  /// The sequence number of the first event that is missing.
  public var firstSequence: Int
  /// How many events are missing, among them those that the reader would not have got, such as internal events and those
  /// of children.
  public var count: Int

  /// Makes the event; the stream does.
  public init(firstSequence: Int, count: Int) {
    self.firstSequence = firstSequence
    self.count = count
  }

  private enum CodingKeys: String, CodingKey {
    case firstSequence = "first_sequence"
    case count
  }
}
