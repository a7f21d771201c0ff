/// What the runs of a runtime share of what there is not enough of: who holds a permit, and who waits for one, for
/// each limit.
final class Permits: Sendable {
  /// What a limit is known by.
  struct Key: Hashable, Sendable {
    let name: String
    /// The run that it is for; `nil` for all.
    let runID: String?
  }

  /// One that waits.
  private struct Request {
    // A run that ends leaves its requests behind; they are not to keep it.
    weak var run: WorkflowRun?
    let step: Int
    let count: Int
  }

  private struct Gate {
    var held = 0
    var waiting = PriorityQueue<Request>()

    /// Takes the next one that may have a permit now.
    mutating func next() -> Request? {
      guard let request = waiting.first, held < max(request.count, 1) else { return nil }
      held += 1
      return waiting.popFirst()
    }
  }

  private let gates = LockedValue<[Key: Gate]>([:])

  /// Whether nobody holds a permit or waits for one.
  var areUnused: Bool { gates.withLock(\.isEmpty) }

  /// Asks for a permit, which the run is told of as soon as it has it: at once, or by who gives one back.
  ///
  /// - Parameter inherits: Whether the current task is one of the run's, so that what begins at once has what it has.
  func ask(_ key: Key, count: Int, for run: WorkflowRun, step: Int, priority: Int, inherits: Bool) {
    gates.withLock {
      $0[key, default: Gate()].waiting.append(Request(run: run, step: step, count: count), priority: priority)
    }
    handOut(key, asking: inherits ? run : nil)
  }

  /// Gives a permit back.
  func giveBack(_ key: Key) {
    gates.withLock { $0[key]?.held -= 1 }
    handOut(key)
  }

  /// Gives permits to those whose turn it is, one after the other: each may have no use for it any more.
  private func handOut(_ key: Key, asking: WorkflowRun? = nil) {
    while let request = gates.withLock({ gates -> Request? in
      guard let request = gates[key]?.next() else {
        if let gate = gates[key], gate.held == 0, gate.waiting.isEmpty { gates[key] = nil }
        return nil
      }
      return request
    }) {
      let run = request.run
      if run?.begin(permittedStep: request.step, inherits: run === asking) == true { continue }
      gates.withLock { $0[key]?.held -= 1 }
    }
  }
}
