extension Draft {
  /// Adds a step for these values of an event, in the order in which they come, and all that follows.
  mutating func grow(_ event: EventType, _ tokens: [Int]) {
    guard !tokens.isEmpty else { return add(event, tokens, .drop) }
    // A few events are kept for the end.
    guard steps.count + 1 < size, eventsLeft > 3, let next = nextEvent() else { return finish(event, tokens) }
    if hasFlow, random.chance(70) { return growFlow(event, tokens, next) }
    let isOne = tokens.count == 1
    switch random.pick(0...99) {
    // Of several values in a loop, one that comes back has to wait for its turn again.
    case 0..<10 where !isOne: growLoop(event, tokens, next)
    case 0..<14: growEmit(event, tokens, next)
    case 14..<26: growBranch(event, tokens, next)
    case 26..<38: growLoop(event, tokens, next)
    case 38..<60 where tokens.count <= 4: growFan(event, tokens, next)
    case 38..<72 where !isOne: growCollect(event, tokens, next)
    case 72..<84: growAsk(event, tokens)
    case 84..<96 where isOne: growBroadcast(event, tokens, next)
    case 96...: finish(event, tokens)
    default: growEmit(event, tokens, next)
    }
  }

  private mutating func growEmit(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    let adding = random.pick(-3...9)
    add(event, tokens, .emit(event: next, adding: adding))
    grow(next, tokens.map { $0 + adding })
  }

  /// Branches that meet again, or of which all but one come to nothing.
  private mutating func growBranch(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    let count = random.pick(2...3)
    let taken = tokens.map { ($0 % count + count) % count }
    let main = taken[0]
    let actions = (0..<count).map { index -> Action in
      let adding = random.pick(0...5)
      if index == main || random.chance(50) { return .emit(event: next, adding: adding) }
      guard taken.contains(index) else { return [.stop, .fail, .drop][random.pick(0...2)] }
      return random.chance(50) ? .drop : .branch(actions: [.drop, .emit(event: next, adding: 1)])
    }
    let action = Action.branch(actions: actions)
    add(event, tokens, action)
    grow(
      next,
      tokens.compactMap { value in
        if case .emit(_, let adding) = action.decided(for: value) { value + adding } else { nil }
      })
  }

  /// A loop of one step or of two, after a step that makes the values small.
  private mutating func growLoop(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    guard let least = tokens.min(), let most = tokens.max(), most - least <= 4, let body = nextEvent() else {
      return growEmit(event, tokens, next)
    }
    let rounds = tokens.count > 3 ? random.pick(0...1) : random.pick(1...4)
    add(event, tokens, .emit(event: next, adding: rounds - least))
    guard let exit = nextEvent() else { return finish(next, tokens.map { $0 + rounds - least }) }
    let adding = random.pick(0...5)
    let passes = tokens.flatMap { Array(0...($0 + rounds - least)) }
    let isLong = random.chance(30)
    add(next, passes, .loop(event: isLong ? body : next, exit: .emit(event: exit, adding: adding)))
    if isLong { add(body, passes, .emit(event: next, adding: 0)) }
    grow(exit, tokens.map { _ in adding })
  }

  private mutating func growFan(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    let count = random.pick(2...4)
    add(event, tokens, random.chance(60) ? .fanOut(events: [next], count: count) : .send(event: next, count: count))
    grow(next, tokens.flatMap { value in (0..<count).map { value * 10 + $0 } })
  }

  /// Collects everything at once or, if the order is sure, in parts, of which the last may never be complete.
  private mutating func growCollect(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    let isWhole = kind == .free || random.chance(50)
    let count = isWhole ? tokens.count : random.pick(2...tokens.count)
    let sums = stride(from: 0, through: tokens.count - count, by: count).map { tokens[$0..<$0 + count].reduce(0, +) }
    let then: Action
    let after: [Int]
    if random.chance(25), sums.count <= 3 {
      then = random.chance(50) ? .fanOut(events: [next], count: 2) : .send(event: next, count: 2)
      after = sums.flatMap { [$0 * 10, $0 * 10 + 1] }
    } else {
      then = .emit(event: next, adding: 1)
      after = sums.map { $0 + 1 }
    }
    add(event, tokens, .collect(count: count, then: then))
    grow(next, after)
  }

  private mutating func growAsk(_ event: EventType, _ tokens: [Int]) {
    guard answers, let question = nextQuestion() else { return finish(event, tokens) }
    add(event, tokens, .ask(question: question))
    grow(.answer(question), tokens.map { $0 + 1 })
  }
}
