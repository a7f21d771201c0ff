extension Draft {
  /// Adds batches, sets or handlers, and all that follows.
  mutating func growFlow(_ event: EventType, _ tokens: [Int], _ next: EventType) {
    switch random.pick(0...99) {
    case 0..<62: growBatch(event, tokens, next)
    case 62..<76: growSet(event, tokens, next)
    default: growRecovery(event, tokens, next)
    }
    grow(next, values(of: next))
  }

  /// What comes of a type of event as long as no other steps are added, in the order in which it comes.
  func values(of event: EventType) -> [Int] {
    var program = Program(
      seed: 0, kind: kind, start: start, steps: steps, outside: Outside(answers: answers, early: early))
    for index in steps.indices { program.steps[index].name = Self.name(index) }
    program.steps.append(Step(name: "probe", takes: .event(type: event), workers: Model.limit, action: .drop))
    var model = Model(program, goesOn: true)
    model.run()
    return model.begun.compactMap { id in
      let item = model.executions[id].item
      return item.step == program.steps.count - 1 ? item.value : nil
    }
  }

  /// Adds a handler for whatever nobody else handles, now and then, and declares the steps in another order.
  mutating func finishFlow() {
    if random.chance(25) {
      let again = Action.emit(event: .work(random.pick(0...5)), adding: 1)
      addHandler(of: nil, [.drop, .stop, again][random.pick(0...2)])
    }
    guard random.chance(25) else { return }
    let order = steps.indices.shuffled(using: &random)
    let renamed = Dictionary(
      uniqueKeysWithValues: order.enumerated().map { (Self.name($0.element), Self.name($0.offset)) })
    steps = order.map { index in
      var step = steps[index]
      if case .failure(.some(let names), let most) = step.takes {
        step.takes = .failure(of: names.map { renamed[$0]! }, maxRecoveries: most)
      }
      return step
    }
  }

  /// A type of event that no step takes yet, unless few are left.
  mutating func nextSpareEvent() -> EventType? { eventsLeft > 3 ? nextEvent() : nil }
}
