public import Workflows

/// Everything about a run that has ended: what ``WorkflowTestRunner`` returns.
public struct WorkflowTestOutcome<W: Workflow>: Sendable {
  let stop: Result<W.StopEventType, any Error>
  /// The last event of the run, whichever way it ended.
  public let stopEvent: (any StopEvent)?
  /// The events of the run with their numbers, times, steps and attempts, internal ones included.
  public let records: [StreamRecord]
  /// The state of the run at its end.
  public let state: W.RunState
  /// What happened, step by step; empty in real time.
  public let trace: [TraceEntry]

  /// The result of the run.
  ///
  /// - Throws: As `WorkflowHandler.result` does.
  public var result: W.StopEventType.Result { get throws { try stop.get().result } }

  /// The events of the run up to and including the terminal one, without internal events.
  public var events: [any Event] { records.map(\.event).filter { !($0 is any InternalEvent) } }

  /// How often each type of event is in the stream, by name, internal events not counted.
  public var eventTypes: [String: Int] { Dictionary(events.map { (type(of: $0).eventName, 1) }, uniquingKeysWith: +) }

  /// The events of one type, internal ones too.
  public func events<E: Event>(of type: E.Type) -> [E] { records.compactMap { $0.event as? E } }

  /// The names of the steps in the order in which their attempts began.
  public var steps: [String] {
    // A step that has waited runs again, in the same attempt.
    WorkflowExecution(records).attempts.map(\.step)
  }
}
