/// What a step's context may ask of the run that it is a part of.
package protocol RunScope: AnyObject, Sendable {
  var runID: String { get }
  func stepName(of execution: StepExecution) -> String
  func write(_ event: any Event, from execution: StepExecution)
  func send(_ event: any Event, to step: String?, from execution: StepExecution) throws
  func collect(_ event: any Event, _ request: CollectRequest, from execution: StepExecution) -> [any Event]?
  func retryInfo(of execution: StepExecution) -> RetryInfo
  func sleep(for duration: Duration) async throws
}

/// One attempt of one step at one event.
package struct StepExecution: Sendable {
  /// The step's place in its table.
  package var step: Int
  /// The piece of work: the same for every attempt.
  package var workItem: UInt64
  /// 1 for the first.
  package var attempt: Int
  /// Where the engine keeps the execution while it runs, and the number that tells it from later ones there.
  package var slot: Int
  package var serial: UInt64
}

/// What `collectEvents` waits for.
package struct CollectRequest: Sendable {
  /// The types wanted, each as often as it is wanted; for one type alone, a count.
  package enum Wanted: Sendable {
    case count(any Event.Type, Int)
    case each([any Event.Type])
  }

  package var wanted: Wanted
  /// Tells apart several collections of one step.
  package var bufferID: String
}
