/// Everything that can be wrong with a workflow before it runs, found all at once.
///
/// The macro finds most of it while it compiles and says it in the same words. This finds it on the types themselves,
/// for closures, for unions declared elsewhere, and for names that the macro cannot see through.
package struct DefinitionCheck {
  package var name: String
  package var options: WorkflowOptions
  package var steps: [GraphStep]
  var levels: BatchLevels
  package var start: GraphEvent
  package var stop: GraphEvent
  package var stopsImplicitly: Bool

  package var problems: [String] {
    if steps.isEmpty { return ["workflow '\(name)' has no steps"] }
    return optionProblems + nameProblems + endProblems + batchProblems
      + JoinCheck(steps: steps, collectors: levels.collectors, skips: skips).problems
      + HandlerCheck(steps: steps).problems
      + GraphReach(name: name, steps: steps, start: start, skips: skips).problems
  }

  /// A run that may end whenever nothing is left to do has no dead ends.
  private var skips: Set<GraphCheck> {
    options.termination == .implicit ? options.skipGraphChecks.union([.deadEnd]) : options.skipGraphChecks
  }

  private var optionProblems: [String] {
    var problems: [String] = []
    if let limit = options.numConcurrentRuns, limit < 1 {
      problems.append("numConcurrentRuns is \(limit); give at least 1")
    }
    if let timeout = options.timeout, timeout < .zero {
      problems.append("the timeout of workflow '\(name)' is \(timeout); give zero or more, or nil for none")
    }
    if options.termination == .implicit, !stopsImplicitly {
      problems.append(
        "workflow '\(name)' ends implicitly, but '\(stop.typeName)' needs a value; "
          + "stop with 'Stop<Nothing>' or with a 'Stop' of an optional")
    }
    for step in steps {
      if step.numWorkers < 1 {
        problems.append("step '\(step.name)' has \(step.numWorkers) workers; give at least 1")
      }
      if let limit = step.limit, limit.permits < 1 {
        problems.append("step '\(step.name)' may use \(limit) at once; give at least 1")
      }
      if let timeout = step.timeout, timeout.duration < .zero {
        problems.append("the timeout of step '\(step.name)' is \(timeout.duration); give zero or more")
      }
      problems += (step.retry?.problems ?? []).map { "step '\(step.name)': \($0)" }
    }
    return problems
  }

  private var nameProblems: [String] {
    var problems: [String] = []
    var seen: [String: GraphStep] = [:]
    for step in steps {
      if let first = seen[step.name] { problems.append(Self.twice(first, step)) }
      seen[step.name] = seen[step.name] ?? step
    }
    var types: [String: GraphEvent] = [:]
    for event in steps.flatMap({ $0.accepts + $0.produces }) {
      if let other = types[event.name], other.id != event.id {
        // Start and stop events share Python's name on purpose; each workflow has one of them, checked below.
        if event.role == .start || event.role.endsRun { continue }
        problems.append(
          "events '\(other.typeName)' and '\(event.typeName)' are both named '\(event.name)'; "
            + "give one of them an 'eventName' of its own")
      }
      types[event.name] = event
    }
    return problems
  }

  private static func twice(_ first: GraphStep, _ second: GraphStep) -> String {
    let names = "two steps are named '\(first.name)'"
    let reason = "steps are known by their names"
    switch (first.group, second.group) {
    case (nil, nil): return "\(names); \(reason)"
    case (let group?, let other?) where group == other:
      return "\(names), because group '\(group)' is there twice; have it once, or make a workflow of it, which steps "
        + "may run any number of times"
    case (let group, let other):
      let places = [group, other].map { $0.map { "in group '\($0)'" } ?? "of the workflow's own" }
      return "\(names), one \(places[0]) and one \(places[1]); rename one of them, because \(reason)"
    }
  }

  private var endProblems: [String] {
    var problems: [String] = []
    let starts = steps.flatMap(\.accepts).filter { $0.role == .start }.unique
    if starts.isEmpty {
      problems.append("workflow '\(name)' never starts: no step takes '\(start.typeName)'")
    } else if starts.count > 1 {
      problems.append("workflow '\(name)' has more than one start event: \(list(starts))")
    } else if starts[0].id != start.id {
      problems.append("workflow '\(name)' starts with '\(start.typeName)', but its steps take \(list(starts))")
    }

    for step in steps {
      if step.accepts.isEmpty {
        problems.append(
          "step '\(step.name)' takes no event: the type of its parameter is none, so name those that it takes with "
            + "'accepting:'")
      }
      for event in step.accepts where event.role.endsRun {
        problems.append(
          "step '\(step.name)' takes '\(event.typeName)', which ends the run and is never delivered to a step")
      }
      for event in step.sends where event.role.endsRun {
        problems.append(
          "step '\(step.name)' sends '\(event.typeName)', which ends the run only when a step returns it; return it")
      }
      for event in step.returns where event.role == .termination {
        problems.append(
          "step '\(step.name)' returns '\(event.typeName)', which only the runtime does; throw an error instead")
      }
    }

    let stops = steps.flatMap(\.returns).filter { $0.role == .stop }.unique
    if stops.isEmpty, options.termination == .explicit {
      if !options.skipGraphChecks.contains(.terminalEvent) {
        problems.append("workflow '\(name)' never stops: no step returns '\(stop.typeName)'")
      }
    } else if stops.count > 1 {
      problems.append("steps of '\(name)' stop with different events: \(list(stops))")
    } else if let only = stops.first, only.id != stop.id {
      problems.append("workflow '\(name)' stops with '\(stop.typeName)', but its steps return \(list(stops))")
    }
    return problems
  }

  private var batchProblems: [String] {
    let collected = Set(levels.collectors.joined())
    return steps.enumerated().flatMap { index, step in
      if step.trigger == .mixed {
        return ["step '\(step.name)' takes an array within a union or another array; let it take the array alone"]
      }
      var problems: [String] = []
      if let count = step.collect.count, count < 1 {
        problems.append("step '\(step.name)' collects \(count) events; take at least 1")
      }
      if step.trigger != .batch {
        if step.collect != .all {
          problems.append("step '\(step.name)' has 'collect:' but takes no array")
        }
      } else if !collected.contains(index) {
        problems.append(
          "step '\(step.name)' collects \(list(step.accepts.unique)), but no step returns an array that leads to it")
      }
      return problems
    }
  }

  private func list(_ events: [GraphEvent]) -> String {
    events.map { "'\($0.typeName)'" }.joined(separator: ", ")
  }
}
