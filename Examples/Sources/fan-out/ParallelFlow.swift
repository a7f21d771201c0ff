import Workflows

struct StepTwoEvent: Event { var query: String }
struct StepThreeEvent: Event { var result: String }
struct ProgressEvent: Event { var msg: String }

/// The parallel flow of the Python documentation: an array fans out, two workers share the work, an array joins.
@Workflow
struct ParallelFlow {
  @Step
  func start(_ event: Start<[String]>) -> [StepTwoEvent] {
    event.input.map { StepTwoEvent(query: $0) }
  }

  @Step(numWorkers: 2)
  func stepTwo(_ event: StepTwoEvent, context: Context) async throws -> StepThreeEvent {
    try await context.runSlowQuery(event.query)
  }

  /// Runs once, when the last query has ended.
  @Step
  func stepThree(_ events: [StepThreeEvent]) -> Stop<[String]> {
    Stop(events.map(\.result))
  }
}

/// The same with early release: whichever two queries are through first are enough, and the others are cancelled.
@Workflow
struct FirstTwoFlow {
  @Step
  func start(_ event: Start<[String]>) -> [StepTwoEvent] {
    event.input.map { StepTwoEvent(query: $0) }
  }

  @Step(numWorkers: 8)
  func stepTwo(_ event: StepTwoEvent, context: Context) async throws -> StepThreeEvent {
    try await context.runSlowQuery(event.query)
  }

  @Step(collect: .take(2, losers: .cancel))
  func stepThree(_ events: [StepThreeEvent]) -> Stop<[String]> {
    Stop(events.map(\.result))
  }
}

extension WorkflowContext {
  /// What both workflows do with a query: the longer it is, the longer it takes.
  fileprivate func runSlowQuery(_ query: String) async throws -> StepThreeEvent {
    writeEventToStream(ProgressEvent(msg: "Running slow query \(query)"))
    try await sleep(for: .milliseconds(50 * query.count))
    writeEventToStream(ProgressEvent(msg: "Finished \(query)"))
    return StepThreeEvent(result: query)
  }
}
