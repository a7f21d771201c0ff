import Testing
import Workflows
import WorkflowsTesting

@Suite("A wait whose attempt does not go on", .mayNotHang)
struct WaitEndingTests {
  @Test func `gives another attempt the same events, without asking again`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("ask", .init(retry: .constantDelay(.zero, maxAttempts: 3))) { (event: Start<Int>, context) in
          let first = try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 1))
          if context.attempt == 1 { throw Boom() }
          let second = try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 2))
          if context.attempt == 2 { throw Boom() }
          return Stop([first.order, second.order])
        }
      }
      let handler = lab.run(workflow, 0)
      for await prompt in handler.streamEvents().of(Prompt.self) {
        try handler.sendEvent(Reply(order: prompt.order * 11))
      }
      let result = try await handler.result
      #expect(result == [11, 22])
      #expect(await handler.all(Prompt.self).map(\.order) == [1, 2])
    }
  }

  @Test func `keeps an answer that comes between two attempts`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step(
          "ask", .init(retry: .constantDelay(.seconds(100), maxAttempts: 2), timeout: .after(.seconds(10)))
        ) { (event: Start<Int>, context) in
          Stop(try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 1), timeout: nil).order)
        }
      }
      let handler = lab.run(workflow, 0)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      for await _ in handler.streamEvents().of(AttemptSuperseded.self) { break }
      try handler.sendEvent(Reply(order: 5))
      await lab.advance(by: .seconds(100), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == 5)
    }
  }

  @Test func `is over when its task is cancelled`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("race", numWorkers: 1) { (event: Start<Int>, context) in
          let winner = try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await context.waitForEvent(Reply.self).text }
            group.addTask {
              try await context.sleep(for: .seconds(5))
              return "nobody"
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ""
          }
          return Stop(winner)
        }
      }
      let handler = lab.run(workflow, 0)
      // The timeout of the wait, and the sleep.
      await lab.advance(by: .seconds(5), onceDeadlinesAre: 2)
      let result = try await handler.result
      #expect(result == "nobody")
    }
  }

  @Test func `ends with the run, also in a task that the step has left behind`() async throws {
    try await inLab { lab in
      let errors = Recorder<String>()
      let waits = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("leave") { (event: Start<Int>, context) in
          Task {
            waits.open()
            do { _ = try await context.waitForEvent(Reply.self) } catch { errors.append("\(type(of: error))") }
          }
          try await waits.pass()
          await Task.yield()
          return Stop(1)
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 1)
      let isOver = await eventually { errors.count == 1 }
      #expect(isOver && errors.values == ["CancellationError"])
    }
  }

  @Test func `lets an idle timeout of its step start anew when it ends, at whatever moment that is`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("ask", timeout: .idle(.seconds(30))) { (event: Start<Int>, context) in
        try await context.sleep(for: .seconds(10))
        let reply = try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 0))
        try await context.sleep(for: .seconds(29))
        return Stop(reply.order)
      }
    }
    for second in 11..<100 {
      try await replay([]) { simulation in
        let handler = simulation.run(workflow, 1)
        try await simulation.sleep(for: .seconds(second))
        try handler.sendEvent(Reply(order: second))
        let result = try await handler.result
        simulation.expect(result == second, "\(result)")
      }
    }
  }

  @Test func `does not use up an idle timeout of its step, but one of its attempt`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("ask", timeout: .idle(.seconds(10))) { (event: Start<Int>, context) in
        let reply = try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 0))
        try await context.sleep(for: .seconds(event.input))
        return Stop(reply.order)
      }
    }
    try await replay([]) { simulation in
      for (pause, succeeds) in [(5, true), (30, false)] {
        let handler = simulation.run(workflow, pause)
        try await simulation.sleep(for: .seconds(1_000))
        try handler.sendEvent(Reply(order: 3))
        do {
          _ = try await handler.result
          simulation.expect(succeeds, "a pause of \(pause) s was not noticed")
        } catch let error as WorkflowError {
          simulation.expect(!succeeds && error.code == .stepTimedOut, "\(error)")
        }
      }
    }
  }

  @Test func `is a part of its attempt, which counts once and takes as long as the wait did`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, options: .init(timeout: nil)) {
      Step("ask") { (_: Start<Int>, context) -> Stop<Int> in
        _ = try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 0))
        throw Boom()
      }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 0)
      try await simulation.sleep(for: .seconds(100))
      try handler.sendEvent(Reply(order: 1))
      do { _ = try await handler.result } catch { simulation.note("\(error)") }
      let failed = handler.stopEvent as? WorkflowFailedEvent
      simulation.expect(failed?.attempts == 1, "\(String(describing: failed))")
      simulation.expect(failed?.elapsedSeconds == 100, "\(String(describing: failed))")
    }
  }
}
