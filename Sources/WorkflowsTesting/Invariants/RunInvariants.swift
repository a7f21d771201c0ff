public import Workflows

/// What holds of every run, whatever its steps do.
///
/// ``simulate(seeds:faults:options:_:)`` checks it after each seed, for every run of the simulation's runtime. Elsewhere
/// ask for the ``violations(of:)`` of a run.
public enum RunInvariants {
  /// What is wrong with a run; waits for its end.
  ///
  /// - The numbers of its events go up without a gap that is not reported.
  /// - Their times never go back. (Only in a simulation: on many threads a step may be overtaken between looking at
  ///   the clock and writing.)
  /// - Exactly one event is terminal; it is the last, and the handler tells of the same.
  /// - What says that an attempt is superseded names its first event. In a simulation also: no event that counts for the
  ///   attempt follows; none of another attempt at the same work comes before; a settled reader gets all the rest.
  /// - After the end no step is said to run.
  public static func violations<W: Workflow>(of handler: WorkflowHandler<W>) async -> [String] {
    var log = StreamCheck(name: "run '\(handler.runID)' of '\(W.self)'", checksTimes: false)
    for await record in handler.streamEvents(exposeInternal: true).records { log.add(record) }
    return log.finish(
      stopEvent: handler.stopEvent, isDone: handler.isDone, runningSteps: handler.runningSteps)
  }

  /// Checks every run of a simulation, once all of them have ended.
  static func check(_ world: SimulationWorld) async {
    for run in world.runs {
      var log = StreamCheck(name: "run '\(run.runID)' of '\(run.workflowName)'")
      for await record in run.streamEvents().records { log.add(record) }
      let problems = log.finish(
        stopEvent: run.stopEvent, isDone: run.isDone, runningSteps: run.runningSteps, timeout: run.timeout)
      for problem in problems { world.violate(problem) }
      await checkAttempts(of: run, world)
    }
  }

  private static func checkAttempts(of run: ObservedRun, _ world: SimulationWorld) async {
    let attempts = await AttemptCheck(of: run)
    var settled: [Int] = []
    var cursor = run.storedRecords(isSettled: true)
    while let entry = await cursor.next() { settled.append(entry.sequence) }
    for problem in attempts.violations + attempts.problems(ofSettled: settled, reader: "who reads \(attempts.name)") {
      world.violate(problem)
    }
  }

  /// Checks that runs which have ended are not to be told of anything any more, before time passes and hides it.
  static func checkDeadlines(_ runtime: WorkflowRuntime, _ world: SimulationWorld) {
    let left = runtime.deadlinesOfRuns
    if left > 0 { world.violate("\(left) deadlines of runs are left behind their end") }
  }

  /// Checks that nothing is left of the runs of a simulation.
  static func checkQuiet(_ runtime: WorkflowRuntime, _ world: SimulationWorld) {
    let activity = runtime.activity
    if activity.runs > 0 { world.violate("\(activity.runs) runs are left") }
    if activity.tasks > 0 { world.violate("\(activity.tasks) tasks of runs are left") }
    if world.readers > 0 { world.violate("\(world.readers) readers wait although every run has ended") }
    if !runtime.hasUnusedLimits { world.violate("permits of limits are held or wanted although every run has ended") }
    if activity.deadlines > 0 { world.violate("\(activity.deadlines) deadlines are left") }
  }
}
