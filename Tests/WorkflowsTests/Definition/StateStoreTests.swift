import Testing
import Workflows
import WorkflowsTesting

@Suite("A run's state", .mayNotHang)
struct StateStoreTests {
  struct Counter: WorkflowState, Hashable {
    var count = 0
    var log: [String] = []
  }

  private let counting = InlineWorkflow(
    "counting", input: Start<Int>.self, output: Int.self, state: Counter.self
  ) {
    Step("count") { (event: Start<Int>, context) in
      context.store.edit { $0.count += event.input }
      return Stop(context.store.count)
    }
  }

  @Test func `starts with its defaults and is there when the run has ended`() async throws {
    try await inLab { lab in
      let handler = lab.run(counting, 5)
      let result = try await handler.result
      #expect(result == 5)
      #expect(handler.state == Counter(count: 5))
    }
  }

  @Test func `is read and edited from outside while the run is on, and its steps see it`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Counter.self) {
        Step("count") { (_: Start<Int>, context) in
          context.store.edit { $0.count = 1 }
          try await gate.pass()
          return Stop(context.store.count)
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      #expect(handler.store.count == 1)
      handler.store.edit { $0.count += 41 }
      gate.open()
      let result = try await handler.result
      #expect(result == 42)
      #expect(handler.state.count == 42)
    }
  }

  @Test func `is carried over to another run, which leaves the first one's alone`() async throws {
    try await inLab { lab in
      let first = lab.run(counting, 5)
      _ = try await first.result
      let second = lab.run(counting, 7, state: first.state)
      let result = try await second.result
      #expect(result == 12)
      #expect(first.state.count == 5)
      let third = try await lab.run(counting, 1).result
      #expect(third == 1)
    }
  }

  @Test func `stops the program when it is used within an edit by another way, rather than wait for itself`() async {
    let edited = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      await misuse { context in context.store.edit { _ in context.store.edit { $0.count += 1 } } }
    }
    expectReason(edited)
    let read = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      await misuse { context in context.store.edit { $0.count = context.store.count } }
    }
    expectReason(read)
  }

  private func expectReason(_ result: ExitTest.Result?) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("the state of a run was used within 'edit' in another way"))
  }

  @Test func `is unchanged by an edit that throws`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Counter.self) {
        Step("edit") { (_: Start<Int>, context) in
          context.store.edit { $0.count = 1 }
          do {
            try context.store.edit { state throws(Boom) in
              state.count = 99
              state.log.append("lost")
              throw Boom()
            }
          } catch {
            context.store.edit { $0.log.append("caught \(error)") }
          }
          return Stop(context.store.count)
        }
      }
      let handler = lab.run(workflow, 0)
      let result = try await handler.result
      #expect(result == 1)
      #expect(handler.state == Counter(count: 1, log: ["caught boom"]))
    }
  }

  @Test func `keeps its edits when the step that made them fails`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Counter.self) {
        Step("edit", retry: .constantDelay(.zero, maxAttempts: 3)) { (_: Start<Int>, context) in
          let count = context.store.edit { state in
            state.count += 1
            return state.count
          }
          if count < 3 { throw Boom() }
          return Stop(count)
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 3)
    }
  }

  @Test func `loses no edit of steps that run at once`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Counter.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("edit", numWorkers: 8) { (event: Number, context) -> Stop<Int>? in
          for _ in 0..<10 { context.store.edit { $0.count += 1 } }
          return context.collectEvents(event, count: 100).map { _ in Stop(context.store.count) }
        }
      }
      let result = try await lab.run(workflow, 100).result
      #expect(result == 1_000)
    }
  }

  @Test func `is seen from outside while the run is on`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Counter.self) {
        Step("edit") { (_: Start<Int>, context) in
          context.store.edit { $0.log.append("before") }
          try await gate.pass()
          context.store.edit { $0.log.append("after") }
          return Stop(context.store.value.log.count)
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      #expect(handler.state.log == ["before"])
      gate.open()
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `is carried over from runs that ended badly, of which nothing else is left`() async throws {
    try await inLab { lab in
      let (gate, log) = (Gate(), Recorder<Int>())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Counter.self) {
        Step("begin") { (event: Start<Int>, context) in
          context.store.edit { $0.count += 1 }
          return (0..<3).map { Number(n: event.input * 10 + $0) }
        }
        Step("work", numWorkers: 1) { (number: Number, context) -> Stop<Int>? in
          log.append(number.n)
          if number.n == 10 { throw Boom() }
          if number.n == 20 || number.n == 30 { try await gate.pass() }
          return context.collectEvents(number, count: 3).map { _ in Stop(context.store.count) }
        }
      }
      let failed = lab.run(workflow, 1)
      #expect(await failed.failure() is Boom)
      let cancelled = lab.run(workflow, 2, state: failed.state)
      await gate.arrived()
      cancelled.cancelRun()
      #expect(await cancelled.failureCode() == .cancelled)
      let timedOut = lab.run(workflow, 3, state: cancelled.state, timeout: .seconds(5))
      await gate.arrived(2)
      lab.clock.advance(by: .seconds(5))
      #expect(await timedOut.failureCode() == .timedOut)
      let result = try await lab.run(workflow, 4, state: timedOut.state).result
      #expect(result == 4)
      #expect(log.values == [10, 20, 30, 40, 41, 42])
    }
  }

  @Test func `goes through any number of runs, each of which has the whole of its timeout`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Counter.self) {
        Step("chat") { (_: Start<Int>, context) in
          try await context.sleep(for: .seconds(8))
          context.store.edit { $0.count += 1 }
          return Stop(context.store.count)
        }
      }
      var state = Counter()
      for turn in 1...5 {
        let handler = lab.run(workflow, 0, state: state, timeout: .seconds(10))
        await lab.advance(by: .seconds(8), onceDeadlinesAre: 2)
        let result = try await handler.result
        #expect(result == turn)
        state = handler.state
      }
    }
  }

  @Test func `can be replaced as a whole, and set back to its defaults`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self, state: Counter.self) {
        Step("edit") { (event: Start<Int>, context) in
          context.store.edit { $0 = Counter(count: event.input, log: ["replaced"]) }
          let replaced = context.store.value
          context.store.edit { $0 = Counter() }
          return Stop([replaced.count, replaced.log.count, context.store.count])
        }
      }
      let handler = lab.run(workflow, 7)
      let result = try await handler.result
      #expect(result == [7, 1, 0])
      #expect(handler.state == Counter())
    }
  }
}

private typealias Counting = InlineWorkflow<Start<Int>, Stop<Int>, StateStoreTests.Counter>

/// Runs a step that should not be.
private func misuse(_ body: @escaping @Sendable (WorkflowContext<Counting>) -> Void) async {
  let workflow: Counting = InlineWorkflow(
    "misuse", input: Start<Int>.self, output: Int.self, state: StateStoreTests.Counter.self
  ) {
    Step("edit") { (event: Start<Int>, context) in
      body(context)
      return Stop(event.input)
    }
  }
  do { _ = try await workflow.run(1).result } catch {}
}
