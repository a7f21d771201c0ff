extension Draft {
  /// Several steps that take the same event: they meet again, or all but one come to nothing, or all stop the run.
  mutating func growBroadcast(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    let first = steps.count
    switch random.pick(0...2) {
    case 0:
      let addings = [random.pick(0...5), random.pick(0...5)]
      for adding in addings { add(event, tokens, .emit(event: next, adding: adding)) }
      if kind == .confluent { putInOrder(first, first + 1) }
      grow(next, addings.flatMap { adding in tokens.map { $0 + adding } })
    case 1:
      let adding = random.pick(0...5)
      if random.chance(50) { growAside(event, tokens, depth: 2) }
      let main = steps.count
      add(event, tokens, .emit(event: next, adding: adding))
      // What happens on the side is over before the main thing goes on.
      if kind == .confluent { steps[main].sleep = 2 * random.pick(5...8) }
      if main == first || random.chance(30) { growAside(event, tokens, depth: 1) }
      grow(next, tokens.map { $0 + adding })
    default:
      if random.chance(60) {
        add(event, tokens, .stop)
        add(event, tokens, .stop)
      } else {
        add(event, tokens, .emit(event: next, adding: 1))
        add(event, tokens, .emit(event: next, adding: 1))
        add(next, tokens + tokens, .stop)
      }
      if kind == .confluent { putInOrder(first, first + 1) }
    }
  }

  /// Lets one step act later than another that begins at the same time.
  private mutating func putInOrder(_ first: Int, _ second: Int) {
    for index in [first, second] {
      steps[index].failures = 0
      steps[index].sleep = index == first ? 0 : 2 * random.pick(1...3)
    }
  }

  /// Something that comes to nothing.
  mutating func growAside(_ event: EventType, _ tokens: [Int], depth: Int) {
    let first = steps.count
    let next = depth > 0 && eventsLeft > 3 ? nextEvent() : nil
    switch (random.pick(0...3), next) {
    case (0, .some(let next)):
      add(event, tokens, .emit(event: next, adding: 1))
      growAside(next, tokens.map { $0 + 1 }, depth: depth - 1)
    case (1, .some(let next)) where tokens.count < 4:
      add(event, tokens, random.chance(50) ? .fanOut(events: [next], count: 2) : .send(event: next, count: 2))
      growAside(next, tokens.flatMap { [$0 * 10, $0 * 10 + 1] }, depth: depth - 1)
    case (2, .some):
      add(event, tokens, .collect(count: tokens.count, then: .drop))
    default:
      add(event, tokens, .drop)
    }
    for index in first..<steps.count where kind == .confluent {
      steps[index].sleep = 0
      steps[index].retry?.delay = 0
    }
  }
}
