/// Who stands between the runs of a runtime and their steps.
///
/// `WorkflowsTesting` does, to interleave and disturb steps and to watch what they do. Without a monitor, a step pays
/// for looking whether there is one.
package protocol RunMonitor: AnyObject, Sendable {
  /// A run was made; it has not begun.
  func didStart(_ run: ObservedRun)

  /// A step is about to run, in the task that will run it.
  ///
  /// Others may go first here. What it throws counts as thrown by the step, whose body is then not called.
  func willRun(_ step: ObservedStep) async throws

  /// A step has returned or thrown, and its run does not know yet.
  func didRun(_ step: ObservedStep, error: (any Error)?) async
}

/// A run as a monitor sees it.
package struct ObservedRun: Sendable {
  let run: WorkflowRun

  package var runID: String { run.runID }
  package var workflowName: String { run.table.workflowName }
  package var timeout: Duration? { run.timeout }
  package var isDone: Bool { run.end != nil }
  package var stopEvent: (any StopEvent)? { run.end?.event as? any StopEvent }
  package var runningSteps: [String] { run.runningSteps }
  package func cancel() { run.cancel() }
  /// Tells apart runs of which one had the id of the other after that had ended.
  package var identity: ObjectIdentifier { ObjectIdentifier(run) }
  /// Whether steps may begin.
  package var isOn: Bool { run.withGuarded { if case .running = $0.state.phase { true } else { false } } }

  /// The events of the run, internal ones included as far as they are recorded.
  package func streamEvents(from position: StreamPosition = .start) -> EventStream {
    EventStream(log: run.stream, from: position, exposesInternal: true)
  }

  /// The records of the run as they are stored, internal ones included.
  package func storedRecords(isSettled: Bool = false) -> StreamCursor {
    var view = StreamLog.View(exposesInternal: true)
    view.isSettled = isSettled
    return StreamCursor(log: run.stream, position: 0, view)
  }
}

/// One attempt of a step as a monitor sees it.
package struct ObservedStep: Sendable {
  package let run: ObservedRun
  package let item: WorkItem
  package let execution: StepExecution

  private var entry: StepTable.Entry { run.run.table.steps[Int(execution.step)] }

  package var name: String { entry.name }
  package var numWorkers: Int { entry.numWorkers }
  package var timeout: StepTimeout? { entry.timeout }
  package var attempt: Int { Int(execution.attempt) }
  package var event: any Event { item.event }
  /// Whether the run still waits for it, and it has one of its step's workers.
  package var isAtWork: Bool { run.run.withGuarded { $0.state.isAtWork(execution) } }
}
