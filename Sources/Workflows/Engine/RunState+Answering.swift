extension RunState {
  /// What has become of an event that may be waited for.
  enum Claim {
    /// Nobody waits for it.
    case none
    /// It has woken a step, which does not get it as an event of its own too.
    case taken(by: Int)
    /// It will be brought again, once the requirements of those who wait have been asked.
    case judged
    /// Several questions are open that it may answer.
    case ambiguous
  }

  /// Gives an event to the first who waits for it.
  ///
  /// - Parameter judgement: What those said whose requirements were asked.
  mutating func claim(
    _ event: any Event, _ origin: Origin, _ judgement: Judgement? = nil, at now: MonotonicInstant,
    _ commands: inout Commands
  ) -> Claim {
    // Those before the one that takes it have been asked, too, and do not.
    var rejected = judgement?.rejected ?? []
    for candidate in judgement?.candidates ?? [] {
      if candidate.wait == judgement?.taker { break }
      rejected.insert(candidate.wait)
    }
    switch waits?.taker(of: type(of: event), rejected: rejected, accepted: judgement?.taker) ?? .none {
    case .none: return .none
    case .ambiguous: return .ambiguous
    case .toBeJudged:
      judge(event, origin, rejected, isOld: judgement?.isOld ?? false, &commands)
      return .judged
    case .wait(let id, let step):
      end(wait: id, with: .event(event), at: now, &commands)
      return .taken(by: step)
    }
  }

  /// Has the requirements asked of those who wait for an event.
  mutating func judge(
    _ event: any Event, _ origin: Origin, _ rejected: Set<UInt64>, isOld: Bool, _ commands: inout Commands
  ) {
    judging += 1
    batches.update(origin.batch) { $0.open += 1 }
    var candidates: [(wait: UInt64, requirements: [WaitRequest.Requirement])] = []
    if let waits {
      for wait in waits.candidates(type(of: event)) where !rejected.contains(wait.id) {
        candidates.append((wait.id, wait.requirements))
      }
    }
    commands.judge(
      Judgement(event: event, candidates: candidates, origin: origin, isOld: isOld, rejected: rejected))
  }

  /// The requirements have been asked.
  mutating func judged(_ judgement: Judgement, at now: MonotonicInstant, _ commands: inout Commands) {
    guard case .running = phase else { return }
    judging -= 1
    if judgement.isOld {
      switch claim(judgement.event, judgement.origin, judgement, at: now, &commands) {
      case .none, .ambiguous: waits?.keep(judgement.event)
      case .taken, .judged: break
      }
    } else if !isDropped(judgement.origin) {
      routeToWaiting(judgement.event, judgement.origin, judgement, at: now, &commands)
    }
    leave(judgement.origin.batch, at: now, &commands)
    settle(at: now, &commands)
  }

  /// A requirement threw, which the step that waits has to know.
  mutating func failed(
    wait id: UInt64, _ error: any Error, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    guard case .running = phase else { return }
    end(wait: id, with: .failure(error), at: now, &commands)
    settle(at: now, &commands)
  }

  /// An answer came to one question.
  mutating func answered(
    _ question: UInt32, with event: any Event, at now: MonotonicInstant, _ commands: inout Commands
  ) {
    guard case .running = phase, let wait = waits?[question: question] else { return }
    end(wait: wait.id, with: .event(event), at: now, &commands)
    // It has woken the step that asks; others that take it get it too.
    deliver(event, Origin(), except: Int(wait.execution.step), at: now, &commands)
    settle(at: now, &commands)
  }

  mutating func timedOut(wait id: UInt64, at now: MonotonicInstant, _ commands: inout Commands) {
    guard let wait = waits?[id] else { return }
    let step = table.steps[Int(wait.execution.step)].name
    let error = WorkflowError(
      code: .waitTimedOut,
      message: "step '\(step)' in \(name) waited too long for '\(wait.type.eventName)'; catch "
        + "this error to go on without it, or give 'timeout:' more time")
    end(wait: id, with: .failure(error), at: now, &commands)
  }

  // MARK: Refusing

  /// Why an event from outside would reach nobody, if so.
  package func refusal(of event: any Event, to step: Int?) -> Refusal? {
    switch phase {
    case .ending, .ended: return .runEnded
    case .waiting, .running: break
    }
    if step != nil || table.takesAlone(event) { return nil }
    let type = type(of: event)
    let isKept = table.keepsEarly(event)
    guard let waits else { return isKept ? nil : .notAccepted }
    // Whether the requirements of a wait are met is found out later, and no reason to refuse.
    if waits.candidates(type).contains(where: { _ in true }) { return nil }
    switch waits.questionCount(type) {
    case 0: return isKept ? nil : .notAccepted
    case 1: return nil
    default: return .ambiguous(waits.openQuestions(type).map(\.question))
    }
  }

  /// The open questions that an event from outside may answer; `nil` if a step takes it or waits for it anyway.
  package func questionsOnly(for event: any Event) -> [UInt32]? {
    guard case .running = phase else { return [] }
    let type = type(of: event)
    if table.takesAlone(event) { return nil }
    guard let waits else { return [] }
    return waits.candidates(type).contains { _ in true } ? nil : waits.openQuestions(type).map(\.question)
  }

  /// Why an answer would not reach its question, if so.
  package func refusal(of answer: any Event, to question: UInt32) -> Refusal? {
    switch phase {
    case .ending, .ended: return .runEnded
    case .waiting, .running: break
    }
    guard let wait = waits?[question: question] else { return .unknown }
    if wait.isOver { return .closed }
    return wait.type == Swift.type(of: answer) ? nil : .wrongType(wait.type)
  }

  /// Why something from outside is not taken.
  package enum Refusal {
    case runEnded, notAccepted
    /// The numbers of the questions that it may answer.
    case ambiguous([UInt32])
    /// The question is not open any more.
    case closed
    /// The run knows no such question.
    case unknown
    /// The question is for another type.
    case wrongType(any Event.Type)

    package var isUnknown: Bool { if case .unknown = self { true } else { false } }
    /// Whether another run may have what this one has not.
    package var isElsewhere: Bool {
      switch self {
      case .unknown, .runEnded: true
      default: false
      }
    }
    package var isNotAccepted: Bool { if case .notAccepted = self { true } else { false } }
  }
}
