import Workflows

/// What a simulation knows and does: it lets steps hop, strikes them with faults, and watches the runs.
final class SimulationWorld: RunMonitor {
  private struct State {
    var entries: [TraceEntry] = []
    var violations: [String] = []
    var runs: [ObservedRun] = []
    /// The attempts that run, by run and step.
    var running: [StepKey: [ObservedStep]] = [:]
    /// How far each piece of work has come.
    var works: [WorkKey: Work] = [:]
    /// How many restless readers have not come to their end.
    var readers = 0
  }

  private struct StepKey: Hashable {
    var run: ObjectIdentifier
    var step: String

    init(_ step: ObservedStep) {
      run = step.run.identity
      self.step = step.name
    }
  }

  private struct WorkKey: Hashable {
    var run: ObjectIdentifier
    var id: UInt64

    init(_ step: ObservedStep) {
      run = step.run.identity
      id = step.item.id
    }
  }

  private struct Work {
    var attempt = 0
    var isDone = false
  }

  let clock: VirtualClock
  private let choices: Choices
  private let faults: Faults
  private let faultRate: Int
  private let keepsTrace: Bool
  private let executor: any TaskExecutor
  private let state = LockedValueBox(State())

  init(
    clock: VirtualClock, choices: Choices, faults: Faults, faultRate: Int, keepsTrace: Bool, executor: any TaskExecutor
  ) {
    self.executor = executor
    self.clock = clock
    self.choices = choices
    self.faults = faults
    self.faultRate = max(faultRate, 1)
    self.keepsTrace = keepsTrace
  }

  var entries: [TraceEntry] { state.withLock(\.entries) }
  var violations: [String] { state.withLock(\.violations) }
  var runs: [ObservedRun] { state.withLock(\.runs) }

  /// Lets go of the runs, which hold their runtime, which holds its monitor.
  func forgetRuns() {
    state.withLock { state in
      state.runs = []
      state.running = [:]
    }
  }

  func trace(_ kind: TraceEntry.Kind, of runID: String = "") {
    guard keepsTrace else { return }
    let entry = TraceEntry(time: clock.now, runID: runID, kind: kind)
    state.withLock { $0.entries.append(entry) }
  }

  func violate(_ message: String) { state.withLock { $0.violations.append(message) } }

  /// Goes to the end of the queue as often as chance will have it.
  func hop() async { while choices.next(below: 2) == 1 { await Task.yield() } }

  // MARK: RunMonitor

  func didStart(_ run: ObservedRun) {
    trace(.run(workflow: run.workflowName), of: run.runID)
    state.withLock { $0.runs.append(run) }
    guard faults.contains(.restlessReaders) else { return }
    for _ in 0...choices.next(below: 3) {
      state.withLock { $0.readers += 1 }
      Task(executorPreference: executor) {
        await RestlessReader(world: self, choices: self.choices, run: run).read()
        self.state.withLock { $0.readers -= 1 }
      }
    }
  }

  /// How many restless readers have not come to their end.
  var readers: Int { state.withLock(\.readers) }

  func willRun(_ step: ObservedStep) async throws {
    // Before others go first: while they do, the run may end and leave this step behind.
    noteBegin(step)
    await hop()
    if keepsTrace {
      let event = String("\(step.event)".prefix(100))
      trace(.began(step: step.name, attempt: step.attempt, event: event), of: step.run.runID)
    }
    try await strike(step)
  }

  func didRun(_ step: ObservedStep, error: (any Error)?) async {
    noteEnd(step, hasReturned: error == nil)
    if keepsTrace {
      trace(.ended(step: step.name, attempt: step.attempt, error: error.map { "\($0)" }), of: step.run.runID)
    }
    await hop()
  }

  private func noteBegin(_ step: ObservedStep) {
    let name = "step '\(step.name)' of run '\(step.run.runID)'"
    if !step.run.isOn { violate("\(name) begins although the run is not on") }
    let (work, running) = state.withLock { state -> (Work, [ObservedStep]) in
      let work = state.works[WorkKey(step), default: Work()]
      state.works[WorkKey(step)] = Work(attempt: step.attempt)
      state.running[StepKey(step), default: []].append(step)
      return (work, state.running[StepKey(step), default: []])
    }
    if work.isDone {
      violate("\(name) begins attempt \(step.attempt) at what it has returned from")
    } else if step.attempt <= work.attempt {
      violate("\(name) begins attempt \(step.attempt) after attempt \(work.attempt) at the same")
    }
    if running.count <= step.numWorkers { return }
    // An attempt that exceeded its timeout, or was withdrawn, goes on beside the next one, and so does one that waits.
    let count = running.count(where: \.isAtWork)
    if count > step.numWorkers { violate("\(name) runs \(count) times at once; it has \(step.numWorkers) workers") }
  }

  private func noteEnd(_ step: ObservedStep, hasReturned: Bool) {
    state.withLock { state in
      state.running[StepKey(step)]?.removeAll { $0.execution.serial == step.execution.serial }
      // One that has exceeded its timeout returns for nothing.
      if hasReturned, step.timeout == nil { state.works[WorkKey(step)]?.isDone = true }
    }
  }

  // MARK: Faults

  private func strike(_ step: ObservedStep) async throws {
    let kinds = [Faults.throwingSteps, .slowSteps, .hangingSteps, .stubbornSteps].filter(faults.contains)
    if kinds.isEmpty || !choices.isOne(in: faultRate) { return }
    switch kinds[choices.next(below: kinds.count)] {
    case .throwingSteps:
      trace(.fault(step: step.name, "it throws"), of: step.run.runID)
      throw InjectedFault(stepName: step.name, attempt: step.attempt)
    case .slowSteps:
      let delay = delay()
      trace(.fault(step: step.name, "it begins \(delay) late"), of: step.run.runID)
      try await clock.sleep(for: delay)
    case .hangingSteps:
      trace(.fault(step: step.name, "it hangs"), of: step.run.runID)
      // Longer than anybody waits; but a runtime counts nanoseconds, and its time ends after 292 years.
      try await clock.sleep(for: .seconds(31_557_600))
    default:
      let delay = delay()
      trace(.fault(step: step.name, "it does not notice anything for \(delay)"), of: step.run.runID)
      await clock.sleepStubbornly(for: delay)
    }
  }

  /// From a millisecond to an hour.
  private func delay() -> Duration {
    [.milliseconds(1), .milliseconds(100), .seconds(1), .seconds(30), .seconds(60), .seconds(3_600)][
      choices.next(below: 6)]
  }
}
