extension Draft {
  /// A list of whose elements only the first few matter, which is sure because they take different times.
  mutating func growRace(_ event: EventType, _ tokens: [Int], _ next: EventType, depth: Int) {
    guard let first = nextSpareEvent(), let slow = nextSpareEvent(), let last = nextSpareEvent() else {
      return add(event, tokens, .emit(event: next, adding: 1))
    }
    add(event, tokens, .fanOut(events: [first], count: random.pick(2...4)))
    let runners = values(of: first)
    switch random.pick(0...3) {
    case 0:
      // One after the other.
      add(first, runners, .emit(event: last, adding: 1))
      slowDown(workers: 1)
    case 1:
      add(first, runners, .branch(actions: [.emit(event: last, adding: 1), .emit(event: slow, adding: 0)]))
      add(slow, values(of: slow), .emit(event: last, adding: 2))
      slowDown(workers: random.pick(1...4))
    case 2:
      // Some come only at the second attempt, and wait for that while the others arrive.
      add(first, runners, .branch(actions: [.emit(event: last, adding: 1), .emit(event: slow, adding: 0)]))
      add(slow, values(of: slow), .emit(event: last, adding: 2))
      steps[steps.count - 1].failures = 1
      steps[steps.count - 1].retry = Retry(maxAttempts: 2, delay: 2 * random.pick(1...4))
    default:
      add(first, runners, .branch(actions: [.emit(event: last, adding: 1), .emit(event: slow, adding: 0)]))
      growBatch(slow, values(of: slow), last, depth: depth - 1)
    }
    let count = random.pick(1...2)
    let share = Trigger.Share.first(count: count, cancelsRest: random.chance(60))
    add(.batch(of: [last], share: share), tokens.count > 1, .emit(event: next, adding: 1))
  }

  private mutating func slowDown(workers: Int) {
    steps[steps.count - 1].workers = workers
    steps[steps.count - 1].sleep = 2 * random.pick(1...5)
    steps[steps.count - 1].retry = nil
    steps[steps.count - 1].failures = 0
  }
}
