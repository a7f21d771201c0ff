import ReferenceModel
import Workflows

/// A program as a workflow of the library's.
struct ProgramWorkflow: Workflow {
  typealias StartEventType = Begin
  typealias StopEventType = Stop<Int>

  let definition: WorkflowDefinition<ProgramWorkflow>
}

extension Program {
  /// The program as a workflow of the library's.
  ///
  /// - Parameters:
  ///   - log: Takes down what the attempts of each step are started with.
  ///   - timeouts: The timeouts of its steps, by their index, which programs know nothing of.
  func workflow(_ log: StartLog, timeouts: [Int: StepTimeout] = [:]) -> ProgramWorkflow {
    ProgramWorkflow(
      definition: WorkflowDefinition(
        name: "program-\(seed)",
        options: .init(
          timeout: nil, skipGraphChecks: [.reachability, .deadEnd, .terminalEvent, .missingProducer]),
        steps: steps.indices.map { makeStep($0, log, timeouts[$0]) }))
  }

  private func makeStep(_ index: Int, _ log: StartLog, _ timeout: StepTimeout?) -> StepDefinition<ProgramWorkflow> {
    let step = steps[index]
    let listed = step.action.listedTypes.map { $0.eventType as any Event.Type }
    // What it sends is on its level as what it returns is, so the difference need not be told.
    let bare = step.action.bareTypes.map { $0.eventType as any Event.Type }
    return StepDefinition(
      step.name, options(of: step, at: index, timeout), accepts: accepted(by: step.takes), on: step.takes.stepTrigger,
      returns: bare + listed + [Stop<Int>.self], listed: listed, at: nil, documentation: ""
    ) { host, event, scope, execution in
      let store = unsafeDowncast(host, to: WorkflowHost<ProgramWorkflow>.self).store
      let context = WorkflowContext<ProgramWorkflow>(scope: scope, execution: execution, store: store)
      let by = started(index, with: event, attempt: context.attempt)
      log.note(by, at: index)
      for number in 0..<step.writes { context.writeEventToStream(Note(step: index, by: by, index: number)) }
      if step.sleep > 0 { try await context.sleep(for: .seconds(step.sleep)) }
      if context.attempt <= step.failures { throw Failure(step: step.name) }
      return try Doing(event: event, by: by, step: step, context: context).act(step.action, by.value)
    }
  }

  private func options(of step: ReferenceModel.Step, at index: Int, _ timeout: StepTimeout?) -> StepOptions {
    var options = StepOptions(
      numWorkers: step.workers,
      retry: step.retry.map { retry in
        RetryPolicy(wait: .fixed(.seconds(retry.delay)), stop: .afterAttempt(retry.maxAttempts))
      }, timeout: timeout)
    // What the model knows nothing of, because nothing that it says may depend on it: which of what is ready goes first,
    // and permits of which there are enough.
    if steps.count.isMultiple(of: 2) { options.priority = index % 3 - 1 }
    if (steps.count + index).isMultiple(of: 3) { options.limit = SharedLimit("plenty", permits: 1_000) }
    switch step.takes {
    case .batch(_, .first(let count, let cancelsRest)):
      options.collect = .take(count, losers: cancelsRest ? .cancel : .goOn)
    case .failure(let names, let most):
      options.catches = ErrorHandling(steps: names ?? [], maxRecoveries: most)
    default: break
    }
    return options
  }

  private func accepted(by trigger: Trigger) -> [any Event.Type] {
    switch trigger {
    case .event(let type): [type.eventType]
    case .batch(let types, _), .set(let types): types.map { $0.eventType }
    case .failure: [StepFailedEvent.self]
    }
  }

  /// What an attempt of a step is started with, as programs see it.
  private func started(_ step: Int, with event: any Event, attempt: Int) -> Observation.Started {
    switch event {
    case let event as any PoolEvent:
      return .init(event: type(of: event).type, value: event.v, attempt: attempt)
    case let failure as StepFailedEvent:
      let failed = steps.firstIndex { $0.name == failure.stepName } ?? step
      var by = started(failed, with: failure.inputEvent, attempt: attempt)
      by.attempt = attempt
      return by
    default:
      let members = ((event as? CollectionReleaseEvent)?.events ?? (event as? EventSet)?.events ?? []).map {
        ($0 as? any PoolEvent)?.v ?? 0
      }
      let first: EventType =
        switch steps[step].takes {
        case .batch(let types, _), .set(let types): types[0]
        default: .start
        }
      return .init(event: first, value: members.reduce(0, &+), members: members, attempt: attempt)
    }
  }
}

extension Trigger {
  fileprivate var stepTrigger: StepTrigger {
    switch self {
    case .event, .failure: .each
    case .batch: .batch
    case .set: .set
    }
  }
}

/// What a step of a program throws.
struct Failure: Error { var step: String }

/// One attempt that acts.
private struct Doing {
  let event: any Event
  let by: Observation.Started
  let step: ReferenceModel.Step
  let context: WorkflowContext<ProgramWorkflow>

  func act(_ action: Action, _ value: Int) throws -> Emissions {
    switch action.decided(for: value) {
    case .stop: return .one(Stop(value))
    // Wrapping, because an engine that is wrong may go round for ever, which has to be noticed and not to crash.
    case .emit(let event, let adding): return .one(event.eventType.init(v: value &+ adding))
    case .fanOut(let events, let count):
      return .list((0..<count).map { events[$0 % events.count].eventType.init(v: value &* 10 &+ $0) })
    case .send(let event, let count):
      for number in 0..<count { send(event.eventType.init(v: value &* 10 &+ number)) }
      return .none
    case .collect(let count, let then):
      guard let event = event as? any PoolEvent, let sum = collect(event, count) else { return .none }
      return try act(then, sum)
    case .drop: return .none
    case .ask(let question): return .one(questions[question].init(v: value, by: by))
    case .fail: throw Failure(step: step.name)
    case .branch, .loop: return .none
    }
  }

  private func send(_ event: some PoolEvent) { context.sendEvent(event) }

  private func collect(_ event: some PoolEvent, _ count: Int) -> Int? {
    context.collectEvents(event, count: count).map { $0.reduce(0) { $0 &+ $1.v } }
  }
}
