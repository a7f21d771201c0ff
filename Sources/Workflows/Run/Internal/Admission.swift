import DequeModule

/// Who may be on at once, and who waits for whose end, in order.
///
/// A run passes the gate of its workflow first and that of the runtime second, so that a workflow with a limit of its
/// own does not fill the runtime with runs that wait.
struct Admission {
  private struct Gate {
    var limit: Int
    var passed = 0
    /// The runs that wait, in order, and some that no longer do.
    var waiting: Deque<WorkflowRun> = []
    /// Those that wait.
    var present: Set<ObjectIdentifier> = []

    /// Whether a run may pass; otherwise it waits.
    mutating func enter(_ run: WorkflowRun) -> Bool {
      guard passed < limit else {
        waiting.append(run)
        present.insert(ObjectIdentifier(run))
        return false
      }
      passed += 1
      return true
    }

    /// Makes room; returns the run whose turn it is now.
    mutating func leave() -> WorkflowRun? {
      while let next = waiting.popFirst() {
        if present.remove(ObjectIdentifier(next)) != nil { return next }
      }
      passed -= 1
      return nil
    }

    /// Takes a run out of the queue; returns whether it was in it.
    mutating func remove(_ run: WorkflowRun) -> Bool {
      guard present.remove(ObjectIdentifier(run)) != nil else { return false }
      // Every run that ends asks this; to look for it in the queue would cost as much as there are runs that wait.
      if waiting.count > 2 * present.count + 16 {
        waiting.removeAll { !present.contains(ObjectIdentifier($0)) }
      }
      return true
    }
  }

  private var runtime: Gate?
  private var workflows: [ObjectIdentifier: Gate] = [:]

  init(limit: Int?) { runtime = limit.map { Gate(limit: max($0, 1)) } }

  /// Whether a run may begin; otherwise it waits for its turn.
  mutating func admit(_ run: WorkflowRun) -> Bool {
    if let limit = run.table.options.numConcurrentRuns {
      let key = ObjectIdentifier(run.table)
      guard workflows[key, default: Gate(limit: limit)].enter(run) else { return false }
    }
    return runtime?.enter(run) ?? true
  }

  /// Takes note that a run has ended; returns the runs whose turn it is now.
  mutating func ended(_ run: WorkflowRun) -> [WorkflowRun] {
    if runtime == nil, run.table.options.numConcurrentRuns == nil { return [] }
    var begin: [WorkflowRun] = []
    let key = ObjectIdentifier(run.table)
    if run.table.options.numConcurrentRuns != nil, workflows[key]?.remove(run) == true { return [] }
    let hadPassedBoth = runtime?.remove(run) != true
    if hadPassedBoth, let next = runtime?.leave() { begin.append(next) }
    if run.table.options.numConcurrentRuns != nil {
      if let next = workflows[key]?.leave() {
        if runtime?.enter(next) ?? true { begin.append(next) }
      } else if workflows[key]?.passed == 0 {
        // A workflow that comes to be at the same place in memory must find its own limit.
        workflows[key] = nil
      }
    }
    return begin
  }
}
