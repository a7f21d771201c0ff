import Workflows

typealias BatchWorkflow = InlineWorkflow<Begin, Stop<[Int]>, NoState>
private typealias BatchStep = Workflows.Step<Begin, Stop<[Int]>, NoState>

/// What nobody ever sends.
private struct Never: HumanResponseEvent {}

/// Why a step of such a program fails for a while, or for good.
private enum Fault: Error { case passing, lasting }

extension BatchProgram {
  /// The program as a workflow of the library's; `began` is called with each attempt of the leaf.
  func workflow(_ began: @escaping @Sendable () -> Void = {}) -> BatchWorkflow {
    BatchWorkflow("batches-\(seed)", stop: Stop<[Int]>.self, options: .init(timeout: nil)) {
      outermost
      if levels.count > 1 { inner(1, from: E1.self, to: E2.self, member: E5.self, outer: E4.self) }
      if levels.count > 2 { inner(2, from: E2.self, to: E3.self, member: E6.self, outer: E5.self) }
      switch levels.count {
      case 1: leaf(E1.self, member: E4.self, began)
      case 2: leaf(E2.self, member: E5.self, began)
      default: leaf(E3.self, member: E6.self, began)
      }
    }
  }

  private func collect(_ level: Int) -> Collect {
    levels[level].take.map { .take($0, losers: levels[level].cancelsLosers ? .cancel : .goOn) } ?? .all
  }

  private func array<Down: PoolEvent, Member: PoolEvent>(
    of value: Int, on level: Int, _: Down.Type, _: Member.Type
  ) -> [Either<Down, Member>]? {
    elements(of: value, on: level)?.map {
      $0.isDirect ? .second(Member(v: $0.value)) : .first(Down(v: $0.value))
    }
  }

  private var outermost: [BatchStep] {
    tally(0, E4.self) + [
      BatchStep("fan0") { (event: Begin, _) in array(of: event.v, on: 0, E1.self, E4.self) },
      BatchStep("gather0", gatherOptions(0)) { (members: [E4], context) -> Stop<[Int]> in
        if context.attempt <= levels[0].gatherFailures { throw Fault.passing }
        return Stop(members.map(\.v))
      },
    ]
  }

  private func gatherOptions(_ level: Int) -> StepOptions {
    StepOptions(
      numWorkers: levels[level].workers, retry: retry(levels[level].gatherFailures), collect: collect(level))
  }

  private func inner<From: PoolEvent, To: PoolEvent, Member: PoolEvent, Outer: PoolEvent>(
    _ level: Int, from: From.Type, to: To.Type, member: Member.Type, outer: Outer.Type
  ) -> [BatchStep] {
    tally(level, Member.self) + [
      BatchStep("fan\(level)", numWorkers: levels[level].workers) { (event: From, _) in
        array(of: event.v, on: level, To.self, Member.self)
      },
      BatchStep("gather\(level)", gatherOptions(level)) { (members: [Member], context) -> Outer? in
        if context.attempt <= levels[level].gatherFailures { throw Fault.passing }
        return collected(members.map(\.v), on: level).map { Outer(v: $0) }
      },
    ]
  }

  /// A step that collects what another one does, and comes to nothing.
  private func tally<Member: PoolEvent>(_ level: Int, _: Member.Type) -> [BatchStep] {
    if !levels[level].isTallied { return [] }
    return [BatchStep("tally\(level)", .init(numWorkers: 1, collect: .take(2))) { (_: [Member], _) in }]
  }

  private func retry(_ failures: Int) -> RetryPolicy? {
    failures > 0 ? .init(wait: .fixed(.seconds(retryDelay)), stop: .afterAttempt(failures + 1)) : nil
  }

  private func leaf<Down: PoolEvent, Member: PoolEvent>(
    _: Down.Type, member: Member.Type, _ began: @escaping @Sendable () -> Void
  ) -> [BatchStep] {
    let options = StepOptions(numWorkers: workers, retry: retry(failures), sends: Member.self)
    @Sendable func attempt(_ event: Down, _ context: BatchStep.Context) async throws {
      began()
      if seconds(event.v) > 0 { try await context.sleep(for: .seconds(seconds(event.v))) }
      if context.attempt <= failures { throw Fault.passing }
    }
    let one = BatchStep("leaf", options) { (event: Down, context) -> Either<Down, Member>? in
      try await attempt(event, context)
      if fails(event.v) { throw Fault.lasting }
      switch leaf {
      case .loop where event.v >= 10: return .first(Down(v: event.v - 10))
      case .sends:
        for value in members(ofLeaf: event.v) { context.sendEvent(Member(v: value)) }
        return nil
      default: return members(ofLeaf: event.v).first.map { .second(Member(v: $0)) }
      }
    }
    switch leaf {
    case .set:
      return [
        BatchStep("left", .init(numWorkers: workers, retry: retry(failures))) { (event: Down, context) in
          try await attempt(event, context)
          return E7(v: event.v)
        },
        BatchStep("right", .init(numWorkers: workers, retry: retry(failures))) { (event: Down, context) in
          try await attempt(event, context)
          return E8(v: event.v + 1)
        },
        BatchStep("pair") { (left: E7, right: E8, _) in Member(v: left.v + right.v) },
      ]
    case .handled:
      let handler = BatchStep("handler", .catching(for: "leaf", maxRecoveries: 1)) { (failure: StepFailedEvent, _) in
        (failure.inputEvent as? Down).map { Member(v: 1_000 + $0.v) }
      }
      return [one, handler]
    case .branches:
      return [
        BatchStep("leaf", .init(numWorkers: workers, sends: E7.self, E8.self)) { (event: Down, context) in
          // Before the other one, which ends it.
          if hasDeadBranch(event.v) { context.sendEvent(E8(v: event.v), branch: "dead \(event.v)") }
          context.sendEvent(E7(v: event.v), branch: "\(event.v % 2)")
        },
        BatchStep("twig", .init(numWorkers: workers, retry: retry(failures), sends: Member.self)) {
          (event: E7, context) -> Member? in
          if seconds(event.v) > 0 { try await context.sleep(for: .seconds(seconds(event.v))) }
          began()
          if context.attempt <= failures { throw Fault.passing }
          if hasDeadBranch(event.v) { context.cancelBranch("dead \(event.v)") }
          guard event.v % 2 == 0 else { return Member(v: event.v + 3) }
          context.sendEvent(Member(v: event.v + 3), branch: "within")
          return nil
        },
        BatchStep("dead", .init(numWorkers: 1_000)) { (event: E8, context) -> Member in
          _ = try await context.waitForEvent(Never.self, timeout: nil)
          return Member(v: event.v)
        },
      ]
    default: return [one]
    }
  }
}
