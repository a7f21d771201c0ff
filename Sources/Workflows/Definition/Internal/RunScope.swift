public import Logging

/// What a step's context may ask of the run that it is a part of.
@usableFromInline
package protocol RunScope: AnyObject, Sendable {
  var runID: String { get }
  func stepName(of execution: StepExecution) -> String
  func write(_ event: any Event, from execution: StepExecution)
  func send(_ event: any Event, to step: String?, from execution: StepExecution) throws
  func send(_ event: any Event, branch: String, from execution: StepExecution)
  func collect(_ event: any Event, _ request: CollectRequest, from execution: StepExecution) -> [any Event]?
  func retryInfo(of execution: StepExecution) -> RetryInfo
  func wait(_ request: WaitRequest, from execution: StepExecution) async throws -> any Event
  func cancelSteps(_ names: [String], from execution: StepExecution) throws
  func cancelBranches(_ name: String, from execution: StepExecution)
  func endBatches(of step: String?, cutShort: Bool, from execution: StepExecution) throws
  func runChild(
    _ start: any StartEvent, of table: StepTable, as name: String, timeout: RunTimeout, host: any AnyObject & Sendable,
    from execution: StepExecution
  ) async throws -> any Event
  func resource(_ request: ResourceRequest, from execution: StepExecution) async throws -> any Sendable
  func sleep(for duration: Duration) async throws
  /// The log of the runtime, for lines that tell which attempt they come from.
  func logger(for execution: StepExecution) -> Logger
}

/// One attempt of one step at one event.
@usableFromInline
package struct StepExecution: Sendable {
  /// The number that tells this attempt from all others of its run, from 1.
  package var serial: UInt64
  /// The piece of work: the same for every attempt.
  package var workItem: UInt64
  /// The step's place in its table.
  package var step: Int32
  /// 1 for the first.
  package var attempt: Int32
  /// Where the engine keeps the execution while it runs.
  package var slot: Int32
}
