extension Draft {
  /// A step that fails for some values, and one that handles that; both may return `next`.
  mutating func growRecovery(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    let failing = steps.count
    let whole = Action.emit(event: next, adding: random.pick(0...3))
    let isSome = random.chance(60)
    let some = Action.branch(actions: random.chance(40) ? [whole, .fail, .fail] : [whole, .fail])
    add(event, tokens, isSome ? some : random.chance(50) ? .fail : whole)
    if !steps[failing].action.all.contains(.fail) { exhaust() }
    // Only those are returned by steps, and not what comes from outside.
    let isOwn = if case .work = event { true } else { false }
    let again = isOwn ? event : next
    let action: Action
    switch random.pick(0...99) {
    case 0..<40 where isSome: action = .emit(event: again, adding: 1)
    case 0..<25: action = .emit(event: again, adding: 0)
    case 25..<70: action = .emit(event: next, adding: 1)
    case 70..<78: action = .drop
    case 78..<84: action = .stop
    case 84..<88: action = .fail
    case 88..<94: action = .fanOut(events: [next], count: random.pick(0...2))
    default: action = .branch(actions: [.emit(event: next, adding: 2), .emit(event: again, adding: 1)])
    }
    var names = [Self.name(failing)]
    if random.chance(20), failing > 0 { names.append(Self.name(random.pick(0...failing - 1))) }
    addHandler(of: random.chance(75) ? names : nil, action)
  }

  /// Adds a step that handles failures, of those that have no other one.
  mutating func addHandler(of names: [String]?, _ action: Action) {
    let handled = steps.flatMap { step -> [String] in
      if case .failure(.some(let names), _) = step.takes { names } else { [] }
    }
    let handlers = steps.indices.filter { if case .failure = steps[$0].takes { true } else { false } }
    let free = names?.filter { !handled.contains($0) && !handlers.map(Self.name).contains($0) }
    let isWildcardThere = steps.contains { if case .failure(.none, _) = $0.takes { true } else { false } }
    if free.map(\.isEmpty) ?? isWildcardThere { return }
    add(.failure(of: free, maxRecoveries: random.pick(1...3)), true, action)
    // One that handles failures is never tried again.
    steps[steps.count - 1].failures = 0
    steps[steps.count - 1].retry = nil
    steps[steps.count - 1].workers = 1
  }
}
