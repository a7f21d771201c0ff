extension Draft {
  /// Adds the last step that takes an event, with no others after it but to put things together.
  mutating func finish(_ event: EventType, _ tokens: [Int]) {
    switch random.pick(0...99) {
    case 0..<54:
      stop(event, tokens)
    case 54..<62:
      add(event, tokens, tokens.count > 1 ? .collect(count: tokens.count, then: .fail) : .fail)
    case 62..<72:
      add(event, tokens, .drop)
      exhaust()
    case 72..<82:
      add(event, tokens, .collect(count: tokens.count + random.pick(1...2), then: .stop))
    case 82..<93:
      guard !answers, let question = nextQuestion() else { return stop(event, tokens) }
      add(event, tokens, .ask(question: question))
      // Somebody waits for the answer.
      if random.chance(80) { add(.answer(question), tokens, .stop) }
    default:
      add(event, tokens, .drop)
    }
  }

  /// Stops with the value, or with the sum of several.
  private mutating func stop(_ event: EventType, _ tokens: [Int]) {
    add(event, tokens, tokens.count > 1 ? .collect(count: tokens.count, then: .stop) : .stop)
  }

  /// Lets the step that was added last fail as often as it is tried.
  mutating func exhaust() {
    guard !steps.isEmpty else { return }
    let attempts = random.pick(1...3)
    steps[steps.count - 1].failures = attempts + random.pick(0...1)
    steps[steps.count - 1].retry = attempts > 1 ? Retry(maxAttempts: attempts, delay: 2 * random.pick(0...3)) : nil
  }

  /// Draws what ends a run from outside: it is needed if the run would wait for ever, and possible if not.
  ///
  /// Steps sleep for even numbers of seconds and the run times out after an odd one, so never at the same time.
  mutating func drawEnding(of program: inout Program) {
    var model = Model(program)
    model.run()
    if model.endings.first?.ending == .stuck, random.chance(50) {
      // Somebody may yet send an answer, so that it waits instead.
      let name = Self.name(program.steps.count)
      program.steps.append(Step(name: name, takes: .event(type: .answer(Self.unasked)), action: .drop))
      model = Model(program)
      model.run()
    }
    let writes = model.stream.count
    let isEndless = model.endings.isEmpty
    switch random.pick(0...99) {
    case 0..<40 where isEndless: program.timeout = model.time + 2 * random.pick(0...9) + 1
    case 40..<70 where isEndless: program.outside.cancel = .whenQuiet
    case _ where isEndless && writes > 0: program.outside.cancel = .afterStreamEvents(count: writes)
    case _ where isEndless: program.timeout = model.time + 1
    case 0..<8 where model.time > 0: program.timeout = model.time - 1
    case 8..<14 where model.time > 0: program.timeout = 2 * random.pick(0...(model.time / 2)) + 1
    case 14..<20: program.timeout = model.time + 2 * random.pick(0...9) + 1
    case 20..<35 where writes > 0: program.outside.cancel = .afterStreamEvents(count: random.pick(1...writes))
    case 35..<37: program.outside.cancel = .whenQuiet
    default: break
    }
  }
}
