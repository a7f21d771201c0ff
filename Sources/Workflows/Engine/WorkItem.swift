/// One event on its way into one step: what is queued, run, and tried again.
///
/// A class, so that what moves between queue, slot and worker is one reference and not the event with its box.
package final class WorkItem: Sendable {
  package let event: any Event
  /// The same for every attempt; from 1.
  package let id: UInt64
  /// The steps that led here.
  package let lineage: Lineage
  /// The step, and the event by which it is entered: an index into ``StepTable/ports``.
  package let port: Int32
  /// The number of the attempt that runs or comes next, 1 for the first.
  package let attempt: Int32
  /// The failure of the attempt before; `nil` in the first attempt.
  package let failure: AttemptFailure?
  /// The innermost batch that it belongs to.
  package let batch: BatchID
  /// How often handlers have taken failures of what it follows from.
  package let recoveries: UInt32

  /// A new piece of work.
  init(event: any Event, port: Int, id: UInt64, origin: Origin) {
    self.event = event
    self.port = Int32(truncatingIfNeeded: port)
    self.id = id
    lineage = origin.lineage
    batch = origin.batch
    recoveries = origin.recoveries
    attempt = 1
    failure = nil
  }

  /// The next attempt at a piece of work.
  package init(retrying item: WorkItem, after failure: AttemptFailure) {
    event = item.event
    port = item.port
    id = item.id
    lineage = item.lineage
    batch = item.batch
    recoveries = item.recoveries
    attempt = item.attempt + 1
    self.failure = failure
  }
}

/// How an attempt failed.
package struct AttemptFailure: Sendable {
  package let error: any Error
  package let at: MonotonicInstant
  /// When the first attempt at the piece of work began.
  package let firstStart: MonotonicInstant
}
