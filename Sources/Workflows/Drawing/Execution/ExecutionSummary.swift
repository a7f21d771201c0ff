/// What happened in one run, put together by step and by event: what a picture shows of it.
struct ExecutionSummary {
  struct Step {
    var attempts = 0
    var failures = 0
    var cancelled = 0
    /// How many had not ended.
    var unfinished = 0
    var total = Duration.zero
    var longest = Duration.zero
    var lastError: String?
    var writes = 0
    /// Whether the run failed here.
    var isFatal = false
  }

  /// Whether all that happened is known.
  let isObserved: Bool
  private(set) var steps: [String: Step] = [:]
  /// How often a step took an event, by the names of both.
  private(set) var taken: [Pair: Int] = [:]
  /// How often a step returned an event.
  private(set) var returned: [Pair: Int] = [:]

  struct Pair: Hashable {
    var step: String
    var event: String
  }

  /// - Parameter includes: Which runs are told of, by their paths.
  init(_ execution: WorkflowExecution, where includes: (String) -> Bool) {
    isObserved = execution.isObserved && execution.missingRecords == 0
    for attempt in execution.attempts where includes(attempt.path) { add(attempt, in: execution) }
    for writes in execution.writes where includes(writes.path) {
      steps[writes.step, default: Step()].writes += writes.count
    }
    if includes(""), let failed = execution.failedStep { steps[failed, default: Step()].isFatal = true }
  }

  private mutating func add(_ attempt: WorkflowExecution.Attempt, in execution: WorkflowExecution) {
    var step = steps[attempt.step] ?? Step()
    let time = (attempt.end ?? execution.duration) - attempt.start
    step.attempts += 1
    step.total += time
    step.longest = max(step.longest, time)
    switch attempt.outcome {
    case .failed:
      step.failures += 1
      step.lastError = attempt.error ?? step.lastError
    case .cancelled: step.cancelled += 1
    case .running, .waiting: step.unfinished += 1
    default: break
    }
    steps[attempt.step] = step
    // A retry takes no event anew.
    if attempt.number == 1 {
      for (event, count) in attempt.inputs { taken[Pair(step: attempt.step, event: event), default: 0] += count }
    }
    for (event, count) in attempt.outputs { returned[Pair(step: attempt.step, event: event), default: 0] += count }
  }
}
