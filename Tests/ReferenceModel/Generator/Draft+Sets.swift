extension Draft {
  /// Events of some types that come of one event, and a step that takes one of each and returns `next`.
  mutating func growSet(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    guard let first = nextSpareEvent(), let second = nextSpareEvent() else {
      return add(event, tokens, .emit(event: next, adding: 1))
    }
    if random.chance(25) {
      add(event, tokens, .fanOut(events: [first, second], count: random.pick(2...4)))
    } else {
      for type in [first, second] {
        let whole = Action.emit(event: type, adding: random.pick(0...3))
        add(event, tokens, random.chance(20) ? .branch(actions: [whole, .drop]) : whole)
      }
    }
    if random.chance(25) { add(event, tokens, .emit(event: first, adding: 4)) }
    let types = [[first, second], [second, first], [first, second, first], [first, first]][random.pick(0...3)]
    add(.set(of: types), tokens.count > 1, .emit(event: next, adding: 1))
    if !types.contains(second) { add(second, values(of: second), .emit(event: next, adding: 1)) }
  }
}
