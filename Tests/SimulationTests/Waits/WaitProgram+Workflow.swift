import Workflows

typealias WaitWorkflow = InlineWorkflow<Begin, Stop<Int>, NoState>

private struct Unlucky: Error {}

extension WaitProgram {
  var workflow: WaitWorkflow {
    WaitWorkflow("waits-\(seed)", stop: Stop<Int>.self, options: .init(timeout: nil)) {
      Workflows.Step("fan") { (_: Begin, _) in works.indices.map { E0(v: $0) } }
      Workflows.Step("talk", options) { (event: E0, context) in E1(v: try await talk(event.v, context)) }
      Workflows.Step("sum") { (sums: [E1], _) in Stop(sums.reduce(0) { $0 + $1.v }) }
    }
  }

  private var options: StepOptions {
    let attempts = (failsAfter == nil ? 0 : 1) + (timeout == nil ? 0 : 1_000) + 1
    return StepOptions(
      numWorkers: workers, retry: .init(wait: .fixed(.seconds(failsAfter ?? 0)), stop: .afterAttempt(attempts)),
      timeout: timeout.map { .after(.seconds($0)) }, waits: EarlyReply.self)
  }

  private func talk(_ work: Int, _ context: WorkflowContext<WaitWorkflow>) async throws -> Int {
    var sum = 0
    for (index, thing) in works[work].enumerated() {
      sum += try await get(thing, Self.key(work, index), context)
      if context.attempt == 1, failsAfter == index + 1 { throw Unlucky() }
    }
    return sum
  }

  private func get(_ thing: Thing, _ key: Int, _ context: WorkflowContext<WaitWorkflow>) async throws -> Int {
    switch thing {
    case .question:
      return try await context.ask(Ask(key: key), timeout: nil).value
    case .reply:
      return try await context.waitForEvent(
        Reply.self, waiterEvent: Wanted(key: key, isToken: false), requirements: [.equal(\.key, key)], timeout: nil
      ).value
    case .early:
      let isMine: EventRequirement<EarlyReply> = .where("has the key \(key)") { $0.key == key }
      return try await context.waitForEvent(EarlyReply.self, requirements: [isMine], timeout: nil).value
    case .token:
      _ = try await context.waitForEvent(
        Token.self, waiterEvent: Wanted(key: key, isToken: true), timeout: nil)
      return 1
    }
  }
}
