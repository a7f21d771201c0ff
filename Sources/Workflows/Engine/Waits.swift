import DequeModule

/// All waits of a run, by the call that began them, by type in order, and by piece of work.
struct Waits: Sendable {
  private var waits: [UInt64: Wait] = [:]
  private var plain: [ObjectIdentifier: WaitLane] = [:]
  private var questions: [ObjectIdentifier: WaitLane] = [:]
  private var works: [UInt64: WorkWaits] = [:]
  private var numbers: [UInt32: UInt64] = [:]
  /// Events that came before anybody waited for them.
  private var kept: [ObjectIdentifier: Deque<any Event>] = [:]

  subscript(id: UInt64) -> Wait? { waits[id] }
  subscript(question number: UInt32) -> Wait? { numbers[number].flatMap { waits[$0] } }
  var all: [Wait] { Array(waits.values) }

  // MARK: Calls

  /// Takes note of a call; returns the wait that an earlier attempt began in its place, if there was one.
  mutating func call(_ execution: StepExecution, for type: any Event.Type) -> Wait? {
    var work = works[execution.workItem] ?? WorkWaits(attempt: execution.attempt)
    if work.attempt != execution.attempt {
      work.attempt = execution.attempt
      work.calls = 0
    }
    work.calls += 1
    works[execution.workItem] = work
    guard work.calls <= work.ids.count, let wait = waits[work.ids[work.calls - 1]], wait.type == type else {
      return nil
    }
    return wait
  }

  /// Adds a wait that the last call began.
  mutating func add(_ wait: Wait) {
    insert(wait)
    let lane = ObjectIdentifier(wait.type)
    if wait.question == 0 {
      plain[lane, default: WaitLane()].add(wait.id)
    } else {
      questions[lane, default: WaitLane()].add(wait.id)
    }
    works[wait.execution.workItem]?.note(wait.id)
  }

  private mutating func insert(_ wait: Wait) {
    waits[wait.id] = wait
    if wait.question > 0 { numbers[wait.question] = wait.id }
  }

  /// Lets the call of another attempt go on with a wait that rests; it keeps its turn.
  mutating func wake(_ wait: Wait, by id: UInt64, _ execution: StepExecution) {
    var woken = wait
    woken.id = id
    woken.execution = execution
    woken.state = .open
    waits[wait.id] = nil
    insert(woken)
    let lane = ObjectIdentifier(wait.type)
    if wait.question == 0 { plain[lane]?.replace(wait.id, id) } else { questions[lane]?.replace(wait.id, id) }
    works[execution.workItem]?.note(id)
  }

  // MARK: Ends

  /// Ends a wait; an event is remembered where the piece of work may be tried again.
  mutating func end(_ id: UInt64, with event: (any Event)?, remembers: Bool) {
    guard let wait = waits[id], !wait.isOver else { return }
    if remembers, let event { waits[id]?.state = .answered(event) } else { forget(wait) }
    leaveLane(wait)
  }

  private mutating func leaveLane(_ wait: Wait) {
    let type = ObjectIdentifier(wait.type)
    if wait.question == 0 { Self.leave(&plain[type], of: waits) } else { Self.leave(&questions[type], of: waits) }
  }

  /// Takes note that a wait of a lane is over, and lets go of those at its front that are.
  private static func leave(_ lane: inout WaitLane?, of waits: [UInt64: Wait]) {
    lane?.count -= 1
    if lane?.count == 0 { return lane = nil }
    while let first = lane?.ids.first, waits[first]?.isOver ?? true { lane?.ids.removeFirst() }
    // One that is open for long is not to keep all that come and go behind it.
    guard let count = lane?.count, let all = lane?.ids.count, all > 2 * count + 16 else { return }
    lane?.ids.removeAll { waits[$0]?.isOver ?? true }
  }

  private mutating func forget(_ wait: Wait) {
    waits[wait.id] = nil
    if wait.question > 0 { numbers[wait.question] = nil }
  }

  /// Those of a piece of work that are open.
  func open(of workItem: UInt64) -> [UInt64] {
    (works[workItem]?.ids ?? []).filter { if case .open? = waits[$0]?.state { true } else { false } }
  }

  mutating func rest(_ id: UInt64) { waits[id]?.state = .resting }

  /// Forgets a piece of work that will not be tried again.
  mutating func dismiss(_ workItem: UInt64) {
    for id in works.removeValue(forKey: workItem)?.ids ?? [] {
      guard let wait = waits[id] else { continue }
      forget(wait)
      if !wait.isOver { leaveLane(wait) }
    }
  }

  // MARK: Events

  /// The plain waits for events of a type, the earliest first.
  func candidates(_ type: any Event.Type) -> some Sequence<Wait> {
    (plain[ObjectIdentifier(type)]?.ids ?? []).lazy.compactMap { waits[$0] }.filter { !$0.isOver }
  }

  /// The questions that events of a type may answer, the earliest first.
  func openQuestions(_ type: any Event.Type) -> some Sequence<Wait> {
    (questions[ObjectIdentifier(type)]?.ids ?? []).lazy.compactMap { waits[$0] }.filter { !$0.isOver }
  }

  func questionCount(_ type: any Event.Type) -> Int { questions[ObjectIdentifier(type)]?.count ?? 0 }

  /// Who is to get an event.
  enum Taker {
    case none
    case wait(UInt64, step: Int)
    /// The requirements of those who wait have to be asked first.
    case toBeJudged
    /// It may answer several questions.
    case ambiguous
  }

  /// - Parameters:
  ///   - rejected: The waits whose requirements the event does not meet.
  ///   - accepted: The wait whose requirements it meets.
  func taker(of type: any Event.Type, rejected: Set<UInt64>, accepted: UInt64?) -> Taker {
    for wait in candidates(type) where !rejected.contains(wait.id) {
      guard wait.requirements.isEmpty || wait.id == accepted else { return .toBeJudged }
      return .wait(wait.id, step: Int(wait.execution.step))
    }
    switch questionCount(type) {
    case 0: return .none
    case 1:
      let question = openQuestions(type).first { _ in true }
      return question.map { .wait($0.id, step: Int($0.execution.step)) } ?? .none
    default: return .ambiguous
    }
  }

  // MARK: Events that came early

  mutating func keep(_ event: any Event) { kept[ObjectIdentifier(type(of: event)), default: []].append(event) }

  /// Takes the first event of a type that was kept.
  mutating func takeKept(_ type: any Event.Type) -> (any Event)? {
    let lane = ObjectIdentifier(type)
    let event = kept[lane]?.popFirst()
    if kept[lane]?.isEmpty == true { kept[lane] = nil }
    return event
  }

  mutating func takeAllKept(_ type: any Event.Type) -> Deque<any Event> {
    kept.removeValue(forKey: ObjectIdentifier(type)) ?? []
  }
}
