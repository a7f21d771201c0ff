extension Draft {
  /// What becomes of the elements of a list, in some steps; returns the type of event that it ends with.
  mutating func growMembers(_ event: EventType, depth: Int) -> EventType {
    var event = event
    for _ in 0..<random.pick(random.chance(20) ? 0...0 : 1...2) {
      guard let next = nextSpareEvent() else { return event }
      growMember(event, next, depth: depth)
      event = next
    }
    return event
  }

  private mutating func growMember(_ event: EventType, _ next: EventType, depth: Int) {
    let tokens = values(of: event)
    let adding = random.pick(0...3)
    switch random.pick(0...99) {
    case 0..<22 where depth > 0 && tokens.count <= 4: growBatch(event, tokens, next, depth: depth - 1)
    case 22..<32: growPaths(event, tokens, next)
    case 32..<42: add(event, tokens, .branch(actions: [.emit(event: next, adding: adding), .drop]))
    case 42..<51: growRounds(event, tokens, next)
    case 51..<57:
      // It goes on twice.
      add(event, tokens, .emit(event: next, adding: adding))
      add(event, tokens, .emit(event: next, adding: 5))
    case 57..<64: add(event, tokens, .send(event: next, count: random.pick(1...2)))
    case 64..<74: growSet(event, tokens, next)
    case 74..<88: growRecovery(event, tokens, next)
    case 88..<91: growQuestion(event, tokens, next)
    case 91..<94 where tokens.count > 1:
      add(event, tokens, .collect(count: random.pick(2...tokens.count), then: .emit(event: next, adding: 1)))
    default:
      add(event, tokens, .emit(event: next, adding: adding))
      if random.chance(30) { growAside(event, tokens, depth: 1) }
    }
  }

  /// Somebody outside is asked meanwhile, and what follows from the answer belongs to no batch.
  private mutating func growQuestion(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    add(event, tokens, .emit(event: next, adding: 1))
    guard let question = nextQuestion() else { return }
    add(event, tokens, .ask(question: question))
    let answered = answers ? tokens.map { $0 + 1 } : []
    add(.answer(question), answered, random.chance(50) ? .emit(event: next, adding: 1) : .drop)
  }

  /// Some take longer than others.
  private mutating func growPaths(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    guard let slow = nextSpareEvent() else { return add(event, tokens, .emit(event: next, adding: 1)) }
    add(event, tokens, .branch(actions: [.emit(event: next, adding: 1), .emit(event: slow, adding: 0)]))
    add(slow, values(of: slow), .emit(event: next, adding: 2))
    steps[steps.count - 1].sleep = 2 * random.pick(1...5)
  }

  /// Some rounds of a loop, if the values are small enough.
  private mutating func growRounds(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    guard let least = tokens.min(), let most = tokens.max(), most - least <= 4, let body = nextSpareEvent() else {
      return add(event, tokens, .emit(event: next, adding: 1))
    }
    add(event, tokens, .emit(event: body, adding: 1 - least))
    add(body, values(of: body), .loop(event: body, exit: .emit(event: next, adding: 1)))
  }
}
