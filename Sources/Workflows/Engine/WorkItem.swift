/// One event on its way into one step: what is queued, run, and tried again.
package struct WorkItem: Sendable {
  package var event: any Event
  /// The step, and the event by which it is entered: an index into ``StepTable/ports``.
  package var port: Int32
  /// The number of the attempt that runs or comes next, 1 for the first.
  package var attempt: Int32 = 1
  /// The same for every attempt; from 1.
  package var id: UInt64
  /// When the first attempt began.
  package var firstStart: MonotonicInstant?
  /// The steps that led here.
  package var lineage: Lineage
  /// The last failure; `nil` in the first attempt.
  package var failure: AttemptFailure?

  package init(event: any Event, port: Int, id: UInt64, lineage: Lineage) {
    self.event = event
    self.port = Int32(truncatingIfNeeded: port)
    self.id = id
    self.lineage = lineage
  }
}

/// How an attempt failed. A class, so that the many work items that never fail carry one word for it.
package final class AttemptFailure: Sendable {
  package let error: any Error
  package let at: MonotonicInstant

  package init(error: any Error, at: MonotonicInstant) {
    self.error = error
    self.at = at
  }
}

/// The last few ports that an event came through, the latest first.
///
/// Of a fixed size, so that the millionth round of a loop carries what the first one did.
package struct Lineage: Sendable {
  private var ports = SIMD8<UInt16>(repeating: .max)

  package init() {}

  /// This lineage with one more step.
  package func appending(port: Int32) -> Lineage {
    var longer = Lineage()
    for index in 1..<8 { longer.ports[index] = ports[index - 1] }
    longer.ports[0] = UInt16(clamping: port)
    return longer
  }

  /// The ports, the earliest first.
  package var path: [Int] {
    (0..<8).compactMap { ports[$0] == .max ? nil : Int(ports[$0]) }.reversed()
  }

  /// Whether there may have been more steps than are kept.
  package var isFull: Bool { ports[7] != .max }
}
