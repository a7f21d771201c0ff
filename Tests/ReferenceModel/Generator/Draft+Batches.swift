extension Draft {
  /// A list, what becomes of its elements, and who gathers that and returns `next`.
  mutating func growBatch(_ event: EventType, _ tokens: [Int], _ next: EventType, depth: Int = 2) {
    if random.chance(25) { return growRace(event, tokens, next, depth: depth) }
    guard let first = nextSpareEvent() else { return add(event, tokens, .emit(event: next, adding: 1)) }
    var types = [first]
    if random.chance(30), let second = nextSpareEvent() { types.append(second) }
    add(event, tokens, drawList(types, few: tokens.count > 2))
    var gathered: [EventType] = []
    for type in types {
      let end = growMembers(type, depth: depth)
      if !gathered.contains(end) { gathered.append(end) }
    }
    gather(gathered, next, isOften: tokens.count > 1)
  }

  /// A list, or perhaps none or another one.
  private mutating func drawList(_ types: [EventType], few: Bool) -> Action {
    let count = random.chance(12) ? 0 : random.pick(types.count...(few ? 2 : 4))
    let list = Action.fanOut(events: types, count: count)
    switch random.pick(0...99) {
    case 0..<8: return .branch(actions: [list, .drop])
    case 8..<16: return .branch(actions: [list, .fanOut(events: types, count: random.pick(0...2))])
    default: return list
    }
  }

  /// Adds the steps that gather some types of events.
  private mutating func gather(_ types: [EventType], _ next: EventType, isOften: Bool) {
    let tokens = types.flatMap { values(of: $0) }
    if random.chance(20) {
      // Somebody else takes what is gathered, too.
      add(types[0], values(of: types[0]), .drop)
    }
    let isMany = tokens.count > 6
    add(
      .batch(of: types, share: drawShare(tokens.count)), isMany,
      !isMany && random.chance(10) ? .fanOut(events: [next], count: 2) : .emit(event: next, adding: 1))
    if isOften, random.chance(35) {
      // One batch has to wait while it is busy with another.
      steps[steps.count - 1].workers = 1
      steps[steps.count - 1].sleep = 2 * random.pick(1...5)
    }
    if random.chance(20) {
      let action = random.chance(50) ? Action.drop : .emit(event: next, adding: 2)
      add(.batch(of: types.reversed(), share: drawShare(tokens.count)), isMany, action)
    }
  }

  private mutating func drawShare(_ count: Int) -> Trigger.Share {
    random.chance(55)
      ? .all : .first(count: random.pick(1...max(1, min(count, 3)) + 1), cancelsRest: random.chance(35))
  }
}
