/// Puts records together to what happened.
struct ExecutionReader {
  private(set) var execution = WorkflowExecution()
  /// The attempts that have no end, and those that wait, by what later records know them by.
  private var open: [Key: Int] = [:]
  /// When an attempt began to wait.
  private var parked: [Int: Duration] = [:]
  private var writes: [Place: Int] = [:]

  private struct Place: Hashable {
    var path: String
    var step: String
  }

  private enum Key: Hashable {
    /// By the piece of work, where the run is one of this process.
    case work(Place, UInt64)
    /// By the worker, where only that is known.
    case worker(Place, String)
  }

  mutating func read(_ record: StreamRecord) {
    if let gap = record.event as? StreamGap {
      execution.missingRecords += gap.count
      return
    }
    execution.duration = max(execution.duration, record.time)
    if type(of: record.event).eventRole == .internal { execution.isObserved = true }
    switch record.event {
    case let change as StepStateChanged: read(change, record)
    case let superseded as AttemptSuperseded: fail(superseded.stepName, in: record.path, superseded.attempt)
    default: break
    }
    if let step = record.stepName { noteWrite(Place(path: record.path, step: step)) }
    if type(of: record.event).eventRole.endsRun, record.path.isEmpty { end(record.event) }
  }

  private mutating func noteWrite(_ place: Place) {
    if let index = writes[place] {
      execution.writes[index].count += 1
    } else {
      writes[place] = execution.writes.count
      execution.writes.append(.init(step: place.step, path: place.path, count: 1))
    }
  }

  private mutating func read(_ change: StepStateChanged, _ record: StreamRecord) {
    let place = Place(path: record.path, step: change.name)
    let key = change.note.map { Key.work(place, $0.workItem) } ?? .worker(place, change.workerID)
    switch change.stepState {
    case .running: begin(change, key, record)
    case .notRunning: leave(change, key, record)
    // That an event waits for a worker is no attempt.
    default: break
    }
  }

  private mutating func begin(_ change: StepStateChanged, _ key: Key, _ record: StreamRecord) {
    let number = change.note?.attempt ?? 1
    let worker = Int(change.workerID) ?? 0
    if let index = open[key], execution.attempts[index].number == number, let since = parked.removeValue(forKey: index)
    {
      execution.attempts[index].waited += record.time - since
      execution.attempts[index].outcome = .running
      execution.attempts[index].worker = worker
      return
    }
    // A step that failed while it waited had no worker to leave.
    if let index = open[key] { finish(index, .failed, at: record.time) }
    open[key] = execution.attempts.count
    execution.attempts.append(
      .init(
        step: change.name, path: record.path, number: number, worker: worker, inputEventName: change.inputEventName,
        inputs: change.note?.inputs ?? [change.inputEventName: 1], outputs: [:], start: record.time, waited: .zero,
        outcome: .running))
  }

  private mutating func leave(_ change: StepStateChanged, _ key: Key, _ record: StreamRecord) {
    // What began before the first record that is left has no beginning; then there is nothing to tell of it.
    guard let index = open[key] else { return }
    execution.attempts[index].outputs = change.note?.outputs ?? change.outputEventName.map { [$0: 1] } ?? [:]
    switch change.note?.ending {
    case .waiting:
      parked[index] = record.time
      execution.attempts[index].outcome = .waiting
      return
    case .failed(let error):
      finish(index, .failed, at: record.time)
      execution.attempts[index].error = String(describing: error)
    case .cancelled: finish(index, .cancelled, at: record.time)
    case .returned, nil: finish(index, .completed, at: record.time)
    }
    open[key] = nil
  }

  private mutating func finish(_ index: Int, _ outcome: WorkflowExecution.Outcome, at time: Duration) {
    if let since = parked.removeValue(forKey: index) { execution.attempts[index].waited += time - since }
    execution.attempts[index].outcome = outcome
    execution.attempts[index].end = time
  }

  /// Something says that a step has failed; notes it where the attempt does not know yet.
  private mutating func fail(_ step: String, in path: String, _ number: Int?, error: String? = nil) {
    let index = execution.attempts.lastIndex {
      $0.step == step && $0.path == path && $0.outputs.isEmpty && (number == nil || $0.number == number)
    }
    guard let index, execution.attempts[index].outcome != .failed else { return }
    guard execution.attempts[index].end != nil else { return }
    execution.attempts[index].outcome = .failed
    execution.attempts[index].error = error
  }

  private mutating func end(_ event: any Event) {
    switch event {
    case let failed as WorkflowFailedEvent:
      execution.outcome = .failed
      execution.failure = "\(failed.exceptionType): \(failed.exceptionMessage)"
      execution.failedStep = failed.stepName.isEmpty ? nil : failed.stepName
      fail(failed.stepName, in: "", nil, error: failed.exceptionMessage)
    case is WorkflowTimedOutEvent: execution.outcome = .timedOut
    case is WorkflowCancelledEvent: execution.outcome = .cancelled
    default: execution.outcome = .completed
    }
  }
}
