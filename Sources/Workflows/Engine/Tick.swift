/// Something that happened to a run.
///
/// The engine moves by nothing else. What is large and rare is indirect, because all ticks are moved about at the size of
/// the largest.
package enum Tick: Sendable {
  /// The run was admitted and begins.
  case started(any StartEvent, timeout: Duration?)
  /// An event was sent, to one step or to whichever take it, from outside or by an execution.
  case sent(any Event, to: Int?, by: StepExecution?)
  /// A step sent an event, with which a branch begins.
  indirect case branched(any Event, String, by: StepExecution)
  /// A step may begin an execution by its limit.
  case permitted(step: Int)
  /// A step returned.
  case returned(StepExecution, Emissions)
  /// A step failed, and its policy has been asked.
  case failed(StepExecution, FailureReport)
  /// Executions that had not begun when the run was about to end never will.
  case withdrawn([StepExecution])
  /// An execution begins to wait.
  indirect case waits(UInt64, WaitRequest, by: StepExecution)
  /// The task of a wait was cancelled.
  case waitCancelled(UInt64)
  /// The requirement of a wait threw.
  case waitFailed(UInt64, any Error)
  /// The requirements of those who wait for an event were asked.
  indirect case judged(Judgement)
  /// An answer came to one question.
  case answered(UInt32, any Event)
  /// A part of the run is cancelled, by an execution or from outside.
  case withdrawing(Region, by: StepExecution?)
  /// A deadline passed.
  case deadline(DeadlineKey)
  /// What the run had for itself has been given back.
  case cleanedUp
  /// Somebody cancelled the run.
  case cancelled
  /// The run cannot begin.
  case refused(WorkflowError)
}

/// A failed attempt and what is to be done about it.
package struct FailureReport: Sendable {
  package var error: any Error
  /// The delay before the next attempt; `nil` to give up.
  package var retryAfter: Duration?
  /// Whether the attempt exceeded its timeout, so that its worker is cancelled and may never come back.
  package var isTimeout: Bool
  /// What the error says of itself; there if the run ends with it.
  package let text: FailureText?

  package init(error: any Error, retryAfter: Duration?, isTimeout: Bool = false, resource: String? = nil) {
    self.error = error
    text = retryAfter == nil ? FailureText(error, resource: resource) : nil
    self.retryAfter = retryAfter
    self.isTimeout = isTimeout
  }
}

/// What a deadline of a run is for.
package enum DeadlineKey: Hashable, Sendable {
  /// The run's own timeout.
  case run
  /// The end of the grace period.
  case grace
  /// The timeout of an execution.
  case step(slot: Int, serial: UInt64)
  /// The timeout of a wait.
  case wait(UInt64)
  /// The start of the next attempt of a piece of work.
  case retry(workItem: UInt64)
}
