public import Workflows

/// What holds of every run, whatever its steps do.
///
/// ``simulate(seeds:faults:options:_:)`` checks it after each seed, for every run of the simulation's runtime. Elsewhere
/// ask for the ``violations(of:)`` of a run.
public enum RunInvariants {
  /// What is wrong with a run; waits for its end.
  ///
  /// - The numbers of its events go up without a gap that is not reported.
  /// - Their times never go back.
  /// - Exactly one event is terminal; it is the last, and the handler tells of the same.
  /// - No event of an attempt follows the one that says that the attempt is superseded, and each of these follows one.
  /// - After the end no step is said to run.
  public static func violations<W: Workflow>(of handler: WorkflowHandler<W>) async -> [String] {
    var log = StreamCheck(name: "run '\(handler.runID)' of '\(W.self)'")
    for await record in handler.streamEvents(exposeInternal: true).records { log.add(record) }
    return log.finish(
      stopEvent: handler.stopEvent, isDone: handler.isDone, runningSteps: handler.runningSteps)
  }

  /// Checks every run of a simulation, once all of them have ended.
  static func check(_ world: SimulationWorld) async {
    for run in world.runs {
      var log = StreamCheck(name: "run '\(run.runID)' of '\(run.workflowName)'")
      for await record in run.streamEvents().records { log.add(record) }
      for problem in log.finish(stopEvent: run.stopEvent, isDone: run.isDone, runningSteps: run.runningSteps) {
        world.violate(problem)
      }
    }
  }

  /// Checks that nothing is left of the runs of a simulation.
  static func checkQuiet(_ runtime: WorkflowRuntime, _ world: SimulationWorld) {
    let activity = runtime.activity
    if activity.runs > 0 { world.violate("\(activity.runs) runs are left") }
    if activity.tasks > 0 { world.violate("\(activity.tasks) tasks of runs are left") }
    if activity.deadlines > 0 { world.violate("\(activity.deadlines) deadlines are left") }
  }
}

/// Checks the records of one run, one after the other.
struct StreamCheck {
  let name: String
  private var violations: [String] = []
  private var expected = 0
  private var time = Duration.zero
  private var terminal: [String] = []
  private var last: String?
  /// The attempts that no longer count, and the numbers of the first events that they wrote.
  private var superseded: [String: Int] = [:]
  private var writers: [Int: String] = [:]

  init(name: String) { self.name = name }

  mutating func add(_ record: StreamRecord) {
    let event = type(of: record.event).eventName
    if record.sequence != expected {
      violations.append("\(name): event \(record.sequence) ('\(event)') comes where \(expected) should")
    }
    expected = record.sequence + ((record.event as? StreamGap)?.count ?? 1)
    if !(record.event is StreamGap) {
      if record.time < time {
        violations.append("\(name): event \(record.sequence) ('\(event)') is of \(record.time), after one of \(time)")
      }
      time = record.time
    }
    if let end = terminal.last {
      violations.append("\(name): event \(record.sequence) ('\(event)') follows the terminal event '\(end)'")
    }
    if type(of: record.event).eventRole.endsRun { terminal.append(event) }
    last = event
    if let step = record.stepName, let attempt = record.attempt { writers[record.sequence] = "\(step)#\(attempt)" }
    if let end = record.event as? AttemptSuperseded { check(end, at: record.sequence) }
  }

  private mutating func check(_ end: AttemptSuperseded, at sequence: Int) {
    let writer = writers[end.firstSequence]
    if end.firstSequence >= sequence {
      violations.append("\(name): event \(sequence) supersedes event \(end.firstSequence), which comes later")
    } else if let writer, writer != "\(end.stepName)#\(end.attempt)" {
      violations.append(
        "\(name): event \(sequence) supersedes attempt \(end.attempt) of '\(end.stepName)' from event "
          + "\(end.firstSequence) on, which is of \(writer)")
    }
  }

  mutating func finish(stopEvent: (any StopEvent)?, isDone: Bool, runningSteps: [String]) -> [String] {
    if terminal.count != 1 {
      violations.append("\(name): has \(terminal.count) terminal events: \(terminal.joined(separator: ", "))")
    }
    if !isDone { violations.append("\(name): its stream has ended and it is not done") }
    let stop = stopEvent.map { type(of: $0).eventName }
    if stop != terminal.last {
      violations.append("\(name): its stop event is '\(stop ?? "none")', the last of its stream '\(last ?? "none")'")
    }
    if !runningSteps.isEmpty { violations.append("\(name): has ended and runs \(runningSteps.joined(separator: ", "))") }
    return violations
  }
}
