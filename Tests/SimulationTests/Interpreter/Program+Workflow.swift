import ReferenceModel
import Workflows

typealias ProgramWorkflow = InlineWorkflow<Begin, Stop<Int>, NoState>

extension Program {
  /// The program as a workflow of the library's.
  ///
  /// - Parameters:
  ///   - log: Takes down what the attempts of each step are started with.
  ///   - timeouts: The timeouts of its steps, by their index, which programs know nothing of.
  func workflow(_ log: StartLog, timeouts: [Int: StepTimeout] = [:]) -> ProgramWorkflow {
    InlineWorkflow(
      "program-\(seed)", stop: Stop<Int>.self,
      options: .init(
        timeout: nil, skipGraphChecks: [.reachability, .deadEnd, .terminalEvent, .missingProducer])
    ) {
      for (index, step) in steps.enumerated() { makeStep(step.takes.eventType, step, index, log, timeouts[index]) }
    }
  }

  private func makeStep<E: PoolEvent>(
    _ type: E.Type, _ step: ReferenceModel.Step, _ index: Int, _ log: StartLog,
    _ timeout: StepTimeout?
  ) -> Workflows.Step<Begin, Stop<Int>, NoState> {
    let options = StepOptions(
      numWorkers: step.workers,
      retry: step.retry.map { retry in
        RetryPolicy(wait: .fixed(.seconds(retry.delay)), stop: .afterAttempt(retry.maxAttempts))
      }, timeout: timeout)
    return Workflows.Step(step.name, options) { (event: E, context) -> Returned in
      let by = Observation.Started(event: E.type, value: event.v, attempt: context.attempt)
      log.note(by, at: index)
      for number in 0..<step.writes { context.writeEventToStream(Note(step: index, by: by, index: number)) }
      if step.sleep > 0 { try await context.sleep(for: .seconds(step.sleep)) }
      if context.attempt <= step.failures { throw Failure(step: step.name) }
      return try Doing(event: event, by: by, step: step, context: context).act(step.action, event.v)
    }
  }
}

/// What a step of a program throws.
struct Failure: Error { var step: String }

/// What a step of a program returns, whatever that is.
enum Returned: StepOutput {
  case nothing
  case event(any Event)
  case list([any Event])

  static var producedEvents: [any Event.Type] { [Stop<Int>.self] }

  consuming func emissions() -> Emissions {
    switch self {
    case .nothing: .none
    case .event(let event): .one(event)
    case .list(let events): .list(events)
    }
  }
}

/// One attempt that acts.
private struct Doing<E: PoolEvent> {
  let event: E
  let by: Observation.Started
  let step: ReferenceModel.Step
  let context: WorkflowContext<ProgramWorkflow>

  func act(_ action: Action, _ value: Int) throws -> Returned {
    switch action.decided(for: value) {
    case .stop: return .event(Stop(value))
    case .emit(let event, let adding): return .event(event.eventType.init(v: value + adding))
    case .fanOut(let event, let count): return .list((0..<count).map { event.eventType.init(v: value * 10 + $0) })
    case .send(let event, let count):
      for number in 0..<count { send(event.eventType.init(v: value * 10 + number)) }
      return .nothing
    case .collect(let count, let then):
      guard let events = context.collectEvents(event, count: count) else { return .nothing }
      return try act(then, events.reduce(0) { $0 + $1.v })
    case .drop: return .nothing
    case .ask(let question): return .event(questions[question].init(v: value, by: by))
    case .fail: throw Failure(step: step.name)
    case .branch, .loop: return .nothing
    }
  }

  private func send(_ event: some PoolEvent) { context.sendEvent(event) }
}
