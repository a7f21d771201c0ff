import Testing
import Workflows
import WorkflowsTesting

/// Whatever happens, a run ends in exactly one terminal event and leaves nothing behind; the ``Lab`` checks that after
/// each of these.
@Suite("Bad luck with readers, and with many runs", .mayNotHang)
struct BadLuckWithManyTests {
  @Test func `is a reader that stops reading`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(
        one { _, context in
          for n in 0..<100 { context.writeEventToStream(Number(n: n)) }
          try await gate.pass()
          for n in 100..<200 { context.writeEventToStream(Number(n: n)) }
          return Stop(1)
        }, 0)
      var iterator = handler.streamEvents().makeAsyncIterator()
      let first = await iterator.next()
      #expect(first as? Number == Number(n: 0))
      gate.open()
      _ = try await handler.result
      // And goes on when all is over.
      var count = 1
      while await iterator.next() != nil { count += 1 }
      #expect(count == 201)
      let beyond = await iterator.next()
      #expect(beyond == nil)
    }
  }

  @Test func `is a handler that is dropped while its run waits for somebody`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "?") }
        Step("hear") { (_: Answer, _) in Stop(1) }
      }
      func start() -> (String, EventStream) {
        let handler = workflow.run(0, in: lab.runtime, timeout: .seconds(100))
        return (handler.runID, handler.streamEvents())
      }
      let (id, stream) = start()
      let isAtRest = await eventually { lab.runtime.activity.tasks == 0 }
      #expect(isAtRest)
      #expect(lab.runtime.activity.runs == 1)
      lab.clock.advance(by: .seconds(100))
      var last: (any Event)?
      for await event in stream { last = event }
      #expect(last is WorkflowTimedOutEvent)
      let gone = lab.runtime.handler(for: id, of: type(of: workflow))
      #expect(gone == nil)
    }
  }

  @Test func `is ten thousand runs at once`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "?") }
        Step("hear") { (event: Answer, context) in Stop(event.text.count) }
      }
      let handlers = (0..<10_000).map { workflow.run($0, in: lab.runtime, timeout: .seconds(30)) }
      let isAtRest = await eventually { lab.runtime.activity.tasks == 0 }
      #expect(isAtRest)
      #expect(lab.runtime.activity.runs == 10_000)
      #expect(lab.runtime.activity.deadlines == 10_000)
      for (index, handler) in handlers.enumerated() where index % 2 == 0 { try handler.sendEvent(Answer(text: "x")) }
      var stopped = 0
      for (index, handler) in handlers.enumerated() where index % 2 == 0 { stopped += try await handler.result }
      #expect(stopped == 5_000)
      lab.clock.advance(by: .seconds(30))
      var timedOut = 0
      for (index, handler) in handlers.enumerated() where index % 2 == 1 {
        if await handler.failureCode() == .timedOut { timedOut += 1 }
      }
      #expect(timedOut == 5_000)
    }
  }

  @Test func `is a million events that nobody reads, of which only so many are kept`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        one { _, context in
          for n in 0..<1_000_000 { context.writeEventToStream(Number(n: n)) }
          return Stop(1)
        }, 0, options: .init(streamRetention: .last(1_000)))
      _ = try await handler.result
      var iterator = handler.streamEvents().records.makeAsyncIterator()
      let gap = await iterator.next()
      #expect(gap?.event as? StreamGap == StreamGap(firstSequence: 0, count: 999_001))
      let first = await iterator.next()
      #expect(first?.sequence == 999_001)
      #expect(first?.event as? Number == Number(n: 999_001))
    }
  }

  @Test func `is ten thousand runs that wait for their turn and have no time left when it comes`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let gate = Gate()
      let first = lab.run(waiting(at: gate), 1)
      await gate.arrived()
      let handlers = (0..<10_000).map { echo().run($0, in: lab.runtime, timeout: .after(.zero)) }
      let last = lab.run(echo(), 5)
      gate.open()
      _ = try await first.result
      let result = try await last.result
      #expect(result == 5)
      let isEveryEndThere = handlers.allSatisfy { $0.stopEvent is WorkflowTimedOutEvent }
      #expect(isEveryEndThere)
    }
  }

  @Test func `is a fan-out of ten thousand, of which the first stops the run`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<10_000).map { Number(n: $0) } }
        Step("race", numWorkers: 100) { (event: Number, _) in Stop(event.n) }
      }
      for _ in 0..<5 { _ = try await lab.run(workflow, 0).result }
    }
  }

  @Test func `is a run that is ended from every side at once`() async throws {
    try await inLab { lab in
      for round in 0..<100 {
        let gate = Gate()
        let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
          Step("fan") { (_: Start<Int>, _) in (0..<4).map { Number(n: $0) } }
          Step("race", timeout: .seconds(10)) { (event: Number, context) -> Stop<Int> in
            if round % 3 == 0 { try await gate.pass() }
            if event.n == 3 { throw Boom() }
            return Stop(event.n)
          }
        }
        let handler = lab.run(workflow, 0, timeout: .seconds(10))
        await withTaskGroup(of: Void.self) { group in
          group.addTask { handler.cancelRun() }
          group.addTask { lab.clock.advance(by: .seconds(10)) }
          group.addTask { gate.open() }
          group.addTask { _ = await handler.allEvents() }
        }
      }
    }
  }
}
