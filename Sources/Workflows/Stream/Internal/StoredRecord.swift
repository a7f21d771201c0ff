/// What the log keeps of each event: 72 bytes beside the event's own.
package struct StoredRecord: Sendable {
  package var event: any Event
  package var time: MonotonicInstant
  /// The piece of work that wrote it; 0 for the runtime.
  package var workItem: UInt64
  /// The step that wrote it; negative for the runtime.
  package var step: Int16
  /// The child run that it is of, by the number of its path in the log; 0 for the log's own run.
  package var path: UInt16 = 0
  package var attempt: UInt32
  /// The number of the question that it asks; 0 for none.
  package var question: UInt32
  package var isInternal: Bool
  /// Whether the event no longer counts if its attempt is superseded.
  package var isTentative: Bool

  /// An event that an attempt of a step wrote or returned.
  package init(
    _ event: any Event, from execution: StepExecution, at time: MonotonicInstant, isTentative: Bool = false,
    question: UInt32 = 0
  ) {
    self.event = event
    self.time = time
    self.workItem = execution.workItem
    self.step = Int16(clamping: execution.step)
    self.attempt = UInt32(clamping: execution.attempt)
    self.isInternal = type(of: event).eventRole == .internal
    self.isTentative = isTentative
    self.question = question
  }

  /// An event of the runtime's own.
  package init(_ event: any Event, at time: MonotonicInstant, isInternal: Bool = false) {
    self.event = event
    self.time = time
    self.workItem = 0
    self.step = -1
    self.attempt = 0
    self.isInternal = isInternal
    self.isTentative = false
    self.question = 0
  }
}
