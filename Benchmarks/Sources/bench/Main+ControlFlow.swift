import Workflows

extension Main {
  static func batch(_ count: Int) async throws {
    let rounds = max(1, 200_000 / count)
    _ = try await batching.run(count, timeout: nil).result
    let time = try await seconds {
      for _ in 0..<rounds {
        let result = try await batching.run(count, timeout: nil).result
        precondition(result == count, "\(result) of \(count) members were joined")
      }
    }
    report("batch-\(count)", Double(rounds * count) / time, "1/s")
  }

  /// One step that runs a child of three steps again and again: what such a run costs as a part of another one.
  static func children(_ count: Int) async throws {
    let workflow = InlineWorkflow("children", input: Start<Int>.self, output: Int.self) {
      Step("run") { (event: Start<Int>, context) in
        for n in 0..<event.input { _ = try await context.run(threeSteps, n) }
        return Stop(event.input)
      }
    }
    _ = try await workflow.run(1_000, timeout: nil).result
    let time = try await seconds { _ = try await workflow.run(count, timeout: nil).result }
    report("children", Double(count) / time, "1/s")
  }

  static func edits(_ count: Int) async throws {
    _ = try await editing.run(8_000, timeout: nil).result
    let time = try await seconds {
      let result = try await editing.run(count, timeout: nil).result
      precondition(result == count / 8 * 8, "\(result) of \(count) edits were made")
    }
    report("edits", Double(count) / time, "1/s")
  }

  /// Runs that wait in the middle of a step.
  static func waiting(_ count: Int) async throws {
    let runtime = WorkflowRuntime()
    let before = residentBytes()
    var handlers: [WorkflowHandler<InlineWorkflow<Start<Nothing>, Stop<String>, NoState>>] = []
    while handlers.count < count {
      let started = (0..<min(1_000, count - handlers.count)).map { _ in
        waitingInStep.run(in: runtime, timeout: .seconds(3_600))
      }
      for handler in started {
        for await event in handler.streamEvents() where event is Ask { break }
      }
      handlers += started
    }
    report("waiting", Double(residentBytes() - before) / Double(count), "bytes")
    let time = try await seconds {
      for handler in handlers { try handler.sendEvent(Answer(text: "y")) }
      for handler in handlers { _ = try await handler.result }
    }
    report("waiting-answered", Double(count) / time, "1/s")
  }
}
