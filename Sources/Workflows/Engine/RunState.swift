/// One run, as a pure state machine: a tick changes it in place and says what is to be done.
///
/// It does no I/O, reads no clock, draws no random number, calls no user code and makes no task; what it needs is in
/// the tick. A tick costs the same however long the run has been on.
package struct RunState: Sendable {
  let table: StepTable
  /// The id of the run, for what its errors say.
  let runID: String
  /// Whether what the run does to itself is reported as internal events.
  let isObserved: Bool
  /// How long the steps of an ending run may take to notice that they are cancelled.
  let grace: Duration

  package internal(set) var phase = Phase.waiting
  var steps: [StepState]
  /// What runs; empty once the run has ended, whatever was left behind.
  var slots = Slab<Running>()
  /// Retries that wait for their time.
  var delayed: [UInt64: WorkItem] = [:]
  var buffers: [CollectBuffer] = []
  /// What pieces of work that may be tried again have collected, by buffer.
  var collected: [UInt64: [String: Collected]] = [:]
  /// The serial numbers of attempts that exceeded their timeout or were withdrawn, and have not come back yet.
  var abandoned: Set<UInt64> = []
  /// Events that were sent before the run was admitted.
  var early: [(any Event, to: Int?)] = []
  /// Its batches, joins, waits, permits and recoveries.
  var flow = Lazily<Flow>()
  /// How many executions wait and have no worker.
  var parked = 0
  /// The last step that returned nothing.
  var lastSilent: Int32?
  /// The last event that led nowhere.
  var lastUnhandled: Unhandled?
  var lastSerial: UInt64 = 0
  var lastWorkItem: UInt64 = 0
  /// When the run began.
  var begun = MonotonicInstant(nanoseconds: 0)
  var timeout: Duration?
  /// Whether the end of the grace period is set as a deadline.
  var hasGrace = false
  var cleanup = Cleanup.none

  package init(runID: String, table: StepTable, isObserved: Bool, grace: Duration) {
    self.runID = runID
    self.table = table
    self.isObserved = isObserved
    self.grace = grace
    steps = Array(repeating: StepState(), count: table.steps.count)
    if !table.awaited.isEmpty { waits = Waits() }
  }

  /// Changes the state by one tick.
  package mutating func apply(_ tick: consuming Tick, at now: MonotonicInstant) -> Commands {
    var commands = Commands()
    switch consume tick {
    case .returned(let execution, let emissions):
      returned(execution, emissions, at: now, &commands)
    case .sent(let event, let step, let execution):
      sent(event, to: step, by: execution, at: now, &commands)
    case .branched(let event, let name, let execution):
      branch(event, name, by: execution, at: now, &commands)
    case .permitted(let step):
      startPermitted(step, at: now, &commands)
    case .started(let event, let timeout):
      started(event, timeout: timeout, at: now, &commands)
    case .failed(let execution, let report):
      failed(execution, report, at: now, &commands)
    case .withdrawn(let executions):
      for execution in executions { _ = release(execution, &commands) }
      finishIfQuiet(at: now, &commands)
    case .waits(let id, let request, let execution):
      wait(id, request, by: execution, at: now, &commands)
    case .waitCancelled(let id):
      cancelled(wait: id, at: now, &commands)
    case .waitFailed(let id, let error):
      failed(wait: id, error, at: now, &commands)
    case .judged(let judgement):
      judged(judgement, at: now, &commands)
    case .answered(let question, let event):
      answered(question, with: event, at: now, &commands)
    case .withdrawing(let region, let execution):
      cancel(region, by: execution, at: now, &commands)
    case .deadline(let key):
      deadlinePassed(key, at: now, &commands)
    case .cleanedUp:
      cleanedUp(at: now, &commands)
    case .cancelled:
      let error = WorkflowError(code: .cancelled, message: "\(name) was cancelled")
      end(RunEnd(event: WorkflowCancelledEvent(), error: error), at: now, &commands)
    case .refused(let error):
      end(RunEnd(failure: error), at: now, &commands)
    }
    return commands
  }

  /// The run in the words of an error.
  var name: String { "run '\(runID)' of workflow '\(table.workflowName)'" }

  private mutating func started(
    _ event: any StartEvent, timeout: Duration?, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    guard case .waiting = phase else { return }
    phase = .running
    begun = now
    self.timeout = timeout
    if let timeout {
      if timeout <= .zero { return timeOut(at: now, &commands) }
      commands.runDeadline = now.advanced(by: timeout)
    }
    route(event, Origin(), at: now, &commands)
    for (event, step) in early { deliver(event, to: step, Origin(), at: now, &commands) }
    early.removeAll()
    settle(at: now, &commands)
  }

  private mutating func sent(
    _ event: any Event, to step: Int?, by execution: StepExecution?, at now: MonotonicInstant,
    _ commands: inout Commands
  ) {
    switch phase {
    case .waiting: early.append((event, step))
    case .running:
      if let execution, isAbandoned(execution) { return }
      let sender = execution.flatMap { running($0)?.item }
      let origin = sender?.origin ?? Origin()
      if let execution { publish(event, execution, origin, &commands) }
      deliver(event, to: step, origin, at: now, &commands)
      settle(at: now, &commands)
    case .ending, .ended: break
    }
  }

  private mutating func deliver(
    _ event: any Event, to step: Int?, _ origin: Origin, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    if let step {
      if let port = table.port(of: step, for: event) { bring(event, to: port, origin, at: now, &commands) }
    } else {
      route(event, origin, at: now, &commands)
    }
  }

  private mutating func returned(
    _ execution: StepExecution, _ emissions: Emissions, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    guard let running = release(execution, &commands) else { return }
    guard case .running = phase else { return finishIfQuiet(at: now, &commands) }
    if table.steps[Int(running.step)].retry != nil { commands.settle(execution) }
    let origin = running.item.origin
    if isObserved, !running.isParked { commands.write(.internalEvent(ended(running, emissions, as: .returned))) }

    switch emissions {
    case .none: lastSilent = running.step
    case .one(let event):
      if event.endsRun { return stop(with: event, execution, at: now, &commands) }
      emit(event, execution, origin, at: now, &commands)
    case .list(let events):
      if let stopEvent = events.first(where: { $0.endsRun }) {
        return stop(with: stopEvent, execution, at: now, &commands)
      }
      if isDropped(origin) { break }
      let collectors = table.steps[Int(running.step)].collectors
      if collectors.isEmpty {
        for event in events { emit(event, execution, origin, at: now, &commands) }
      } else {
        fanOut(events, by: execution, to: collectors, origin, at: now, &commands)
      }
    }
    leave(origin.batch, at: now, &commands)
    startQueued(Int(running.step), at: now, &commands)
    settle(at: now, &commands)
  }

  private mutating func stop(
    with event: any Event, _ execution: StepExecution, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    end(RunEnd(event: event, error: nil, source: execution), at: now, &commands)
  }

  /// Sends on what a step returned.
  mutating func emit(
    _ event: any Event, _ execution: StepExecution, _ origin: Origin, at now: MonotonicInstant,
    _ commands: inout Commands
  ) {
    publish(event, execution, origin, &commands)
    route(event, origin, at: now, &commands)
  }

  /// Puts an event into the stream if it is for somebody outside, who looks there.
  @inline(__always)
  func publish(_ event: any Event, _ execution: StepExecution, _ origin: Origin, _ commands: inout Commands) {
    guard type(of: event).eventRole == .inputRequired, !isDropped(origin) else { return }
    commands.write(.returned(event, execution))
  }

  /// Whether what comes from there leads nowhere, because the batch was cancelled meanwhile: by the very step that
  /// returns or sends it, or by the element of the same array before it.
  @inline(__always)
  func isDropped(_ origin: Origin) -> Bool { !origin.batch.isNone && !batches.contains(origin.batch) }
}

extension Event {
  /// Whether the event is the last of its run.
  @inline(__always)
  var endsRun: Bool { Self.eventRole.endsRun }
}
