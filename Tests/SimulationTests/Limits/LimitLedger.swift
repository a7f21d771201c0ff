import Workflows

/// Who waits for a permit and who holds one, by counting what the bodies of steps do, and nothing else.
final class LimitLedger: Sendable {
  /// A limit as far as it reaches.
  private struct Key: Hashable {
    var name: String
    var run: Int?
  }

  private struct Lane {
    let step: LimitProgram.Step
    let key: Key?
    /// When each item that has not begun is ready to.
    var ready: [Int] = []
    var running = 0
    /// Since when each of the items waits that lack nothing but a permit: they are ready, and have a worker.
    var asked: [Int] = []
    var isOver = false

    /// Takes note of what has changed by a time; to be asked at every change, and in every second, in which a retry may
    /// come due.
    mutating func update(at now: Int) {
      let wanted = isOver ? 0 : max(0, min(ready.count { $0 <= now }, step.workers - running))
      if asked.count > wanted { asked.removeLast(asked.count - wanted) }
      while asked.count < wanted { asked.append(now) }
    }
  }

  /// One that has got a permit.
  private struct Entry {
    var key: Key
    var run: Int
    var priority: Int
    var since: Int
  }

  private struct Ledger {
    /// Those that have got permits since somebody looked.
    var entries: [Entry] = []
    var lanes: [Int: [Lane]] = [:]
    var held: [Key: Int] = [:]
    var attempts: [Int: Int] = [:]
    var problems: [String] = []
  }

  private let ledger = LockedValueBox(Ledger())

  var problems: [String] { ledger.withLock(\.problems) }
  func attempts(of run: Int) -> Int { ledger.withLock { $0.attempts[run] ?? 0 } }

  /// More items of a step are ready.
  func add(_ count: Int, _ run: Int, _ step: Int, at now: Int) {
    ledger.withLock { ledger in
      ledger.lanes[run]?[step].ready += Array(repeating: now, count: count)
      ledger.lanes[run]?[step].update(at: now)
    }
  }

  /// A run has begun, and the first items of its steps are ready.
  func begin(_ run: Int, _ program: LimitProgram.Run, at now: Int) {
    ledger.withLock { ledger in
      ledger.lanes[run] = program.steps.map { step in
        let key = step.limit.map { Key(name: $0.name, run: $0.isPerRun ? run : nil) }
        var lane = Lane(step: step, key: key, ready: Array(repeating: now, count: step.items))
        lane.update(at: now)
        return lane
      }
    }
  }

  func end(_ run: Int) {
    ledger.withLock { ledger in
      for index in ledger.lanes[run]?.indices ?? 0..<0 { ledger.lanes[run]?[index].isOver = true }
    }
  }

  /// The body of a step begins.
  func enter(_ run: Int, _ step: Int, at now: Int) {
    ledger.withLock { ledger in
      ledger.attempts[run, default: 0] += 1
      guard let lane = ledger.lanes[run]?[step] else { return }
      if let key = lane.key, let limit = lane.step.limit {
        ledger.held[key, default: 0] += 1
        if ledger.held[key] ?? 0 > limit.count {
          ledger.problems.append("\(ledger.held[key] ?? 0) hold permits of '\(limit.name)' at \(now)")
        }
        ledger.entries.append(Entry(key: key, run: run, priority: lane.step.priority, since: lane.asked.first ?? now))
        if !lane.asked.isEmpty { ledger.lanes[run]?[step].asked.removeFirst() }
      }
      let first = ledger.lanes[run]?[step].ready.enumerated().filter { $0.element <= now }.min {
        $0.element < $1.element
      }
      if let first { ledger.lanes[run]?[step].ready.remove(at: first.offset) }
      ledger.lanes[run]?[step].running += 1
      ledger.lanes[run]?[step].update(at: now)
    }
  }

  /// The body of a step ends; `retryAt` if it has failed and will be tried again.
  func leave(_ run: Int, _ step: Int, at now: Int, retryAt: Int?) {
    ledger.withLock { ledger in
      if let key = ledger.lanes[run]?[step].key { ledger.held[key, default: 0] -= 1 }
      ledger.lanes[run]?[step].running -= 1
      if let retryAt { ledger.lanes[run]?[step].ready.append(retryAt) }
      ledger.lanes[run]?[step].update(at: now)
    }
  }

  /// Looks whether somebody waits although there is a permit; to be asked while nothing happens.
  func audit(at now: Int) {
    ledger.withLock { ledger in
      for run in ledger.lanes.keys.sorted() {
        for index in ledger.lanes[run]?.indices ?? 0..<0 {
          ledger.lanes[run]?[index].update(at: now)
          guard let lane = ledger.lanes[run]?[index], let key = lane.key, let limit = lane.step.limit else { continue }
          if !lane.asked.isEmpty, ledger.held[key] ?? 0 < limit.count {
            ledger.problems.append("step \(index) of run \(run) waits at \(now) although '\(limit.name)' is free")
          }
          // Several permits may be given at once, and which body begins first is nobody's promise; but who still waits now
          // should have had one of them.
          for entry in ledger.entries where entry.key == key {
            guard let since = lane.asked.first, since < now else { continue }
            let isFirst = lane.step.priority == entry.priority && since < entry.since
            if lane.step.priority > entry.priority || isFirst {
              ledger.problems.append(
                "run \(entry.run) got a permit of '\(limit.name)' at \(now) before run \(run), which waits since \(since)"
              )
            }
          }
        }
      }
      ledger.entries = []
    }
  }
}
