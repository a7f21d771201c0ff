/// A program while it is drawn.
///
/// It knows every value that comes to every step, for there is nothing random in a program: so that loops are short,
/// collections are complete or not as is wished, and branches are taken.
struct Draft {
  let kind: Program.Kind
  let size: Int
  /// Whether there are batches, sets and handlers.
  let hasFlow: Bool
  var random: SplitMix64
  /// Whether questions are answered.
  let answers: Bool
  var steps: [Step] = []
  var early: [Outside.Answer] = []
  private(set) var start = 0
  private var lastWork = -1
  private var lastQuestion = -1

  init(kind: Program.Kind, size: Int, hasFlow: Bool, random: SplitMix64) {
    self.kind = kind
    self.size = size
    self.hasFlow = hasFlow
    self.random = random
    answers = self.random.chance(65)
  }

  /// The number of the answer that is never asked for.
  static let unasked = EventType.questionCount - 1

  /// Names sort as they are declared, because the Python library delivers in the order of names (its 2.4).
  static func name(_ index: Int) -> String { index < 10 ? "s0\(index)" : "s\(index)" }

  mutating func program(seed: UInt64) -> Program {
    start = random.pick(0...9)
    beginning(start)
    if hasFlow { finishFlow() }
    for index in steps.indices { steps[index].name = Self.name(index) }
    var program = Program(
      seed: seed, kind: kind, start: start, steps: steps, outside: Outside(answers: answers, early: early))
    drawEnding(of: &program)
    return program
  }

  /// What begins the run: the start event, and sometimes an answer that nobody has asked for.
  private mutating func beginning(_ start: Int) {
    let early = Outside.Answer(number: Self.unasked, value: random.pick(0...9))
    switch random.pick(0...99) {
    case 0..<5:
      // Nobody ever waits for it.
      self.early = [early]
      grow(.start, [start])
    case 5..<9:
      // All that matters follows from it.
      self.early = [early]
      add(.start, [start], .drop)
      grow(.answer(early.number), [early.value])
    case 9..<15:
      // It comes in between.
      self.early = [early]
      let first = steps.count
      grow(.start, [start])
      if kind == .confluent { steps[first].sleep = 2 * random.pick(4...6) }
      growAside(.answer(early.number), [early.value], depth: 2)
    default:
      grow(.start, [start])
    }
  }

  /// A type of event that no step takes yet; `nil` if there is none.
  mutating func nextEvent() -> EventType? {
    guard lastWork + 1 < EventType.workCount else { return nil }
    lastWork += 1
    return .work(lastWork)
  }

  /// The number of a question that no step asks yet; `nil` if there is none.
  mutating func nextQuestion() -> Int? {
    guard lastQuestion + 1 < Self.unasked else { return nil }
    lastQuestion += 1
    return lastQuestion
  }

  /// How many types of events are left.
  var eventsLeft: Int { EventType.workCount - 1 - lastWork }

  /// Adds a step with whatever else a step has.
  mutating func add(_ event: EventType, _ tokens: [Int], _ action: Action) {
    add(.event(type: event), tokens.count > 1, action)
  }

  /// Adds a step with whatever else a step has; `isMany` tells whether it may be started more than once.
  mutating func add(_ trigger: Trigger, _ isMany: Bool, _ action: Action) {
    var step = Step(name: "", takes: trigger, action: action)
    let isOrdered = kind == .confluent && isMany
    step.workers = isOrdered || random.chance(30) ? 1 : random.pick(2...4)
    if random.chance(35) { step.writes = random.pick(1...3) }
    if random.chance(20) { step.sleep = 2 * random.pick(1...5) }
    // A collecting step that fails for good does so at its first attempt: what a retry is given differs (3.3).
    if random.chance(20), !action.all.contains(.fail) {
      step.failures = random.pick(1...2)
      let delay = isOrdered && random.chance(80) || random.chance(40) ? 0 : 2 * random.pick(1...4)
      step.retry = Retry(maxAttempts: step.failures + random.pick(1...2), delay: delay)
    } else if random.chance(10), !action.all.contains(.fail) {
      step.retry = Retry(maxAttempts: random.pick(2...3), delay: 2)
    }
    steps.append(step)
  }
}
