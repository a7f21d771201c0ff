import Testing
import Workflows
import WorkflowsTesting

@Suite("A handler", .mayNotHang)
struct WorkflowHandlerTests {
  @Test func `gives the result as often as it is asked, to as many as ask`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 7)
      await gate.arrived()
      #expect(!handler.isDone)
      #expect(handler.stopEvent == nil)
      let results = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 { group.addTask { try await handler.result } }
        gate.open()
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(results == Array(repeating: 7, count: 20))
      #expect(handler.isDone)
      let again = try await handler.result
      #expect(again == 7)
    }
  }

  @Test func `says in words which run it is and how far it is`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 7, runID: "r")
      await gate.arrived()
      let (workflow, step) = (handler.description.split(separator: "'")[1], handler.runningSteps[0])
      #expect("\(handler)" == "WorkflowHandler(workflow: '\(workflow)', run: 'r', on, running '\(step)')")
      gate.open()
      _ = try await handler.result
      #expect("\(handler)".hasSuffix("run: 'r', ended with \(try #require(handler.stopEvent)))"))
    }
  }

  @Test func `throws what the step threw, unchanged`() async throws {
    final class Identity: Error {}
    try await inLab { lab in
      let error = Identity()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int> in throw error }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.failure() as? Identity === error)
      #expect(await handler.failure() as? Identity === error)
    }
  }

  @Test func `may be dropped while its run goes on, which is then found by its id`() async throws {
    try await inLab { lab in
      let gate = Gate()
      func start() -> String { waiting(at: gate).run(7, in: lab.runtime, timeout: nil).runID }
      let id = start()
      await gate.arrived()
      #expect(lab.runtime.activity.runs == 1)
      let found = lab.runtime.handler(
        for: id, of: InlineWorkflow<Start<Int>, Stop<Int>, NoState>.self)
      let handler = try #require(found)
      #expect(handler.runID == id)
      gate.open()
      let result = try await handler.result
      #expect(result == 7)
      await expectOneEnd(handler)
    }
  }

  @Test func `is found only while its run is on, and only as one of its own workflow`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 7, runID: "mine")
      #expect(handler.runID == "mine")
      let other = lab.runtime.handler(for: "mine", of: InlineWorkflow<Start<String>, Stop<Int>, NoState>.self)
      #expect(other == nil)
      let unknown = lab.runtime.handler(for: "yours", of: InlineWorkflow<Start<Int>, Stop<Int>, NoState>.self)
      #expect(unknown == nil)
      gate.open()
      _ = try await handler.result
      await lab.expectQuiet()
      let late = lab.runtime.handler(for: "mine", of: InlineWorkflow<Start<Int>, Stop<Int>, NoState>.self)
      #expect(late == nil)
    }
  }

  @Test func `names the steps that run, in declaration order`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("zebra") { (_: Start<Int>, _) in try await gate.pass() }
        Step("ape") { (_: Start<Int>, _) -> Stop<Int> in
          try await gate.pass()
          return Stop(1)
        }
        Step("idle") { (_: Answer, _) in }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived(2)
      #expect(handler.runningSteps == ["zebra", "ape"])
      gate.open()
    }
  }

  // MARK: Waiting is not owning

  @Test func `ends only the waiting when a waiting task is cancelled`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 7)
      await gate.arrived()
      let waiter = Task { try await handler.result }
      for _ in 0..<10 { await Task.yield() }
      waiter.cancel()
      await #expect(throws: CancellationError.self) { try await waiter.value }
      #expect(!handler.isDone)
      gate.open()
      let result = try await handler.result
      #expect(result == 7)
    }
  }

  @Test func `gives a cancelled task the result that is there already`() async throws {
    try await inLab { lab in
      let handler = lab.run(echo(), 7)
      _ = try await handler.result
      let waiter = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await handler.result
      }
      let result = try await waiter.value
      #expect(result == 7)
    }
  }

  @Test func `takes many waiters that come and go`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 7)
      await withTaskGroup(of: Void.self) { group in
        for index in 0..<100 {
          group.addTask {
            let waiter = Task { try await handler.result }
            for _ in 0..<(index % 7) { await Task.yield() }
            if index % 2 == 0 { waiter.cancel() }
            if index == 99 { gate.open() }
            do {
              let value = try await waiter.value
              #expect(value == 7)
            } catch {
              #expect(error is CancellationError)
              #expect(index % 2 == 0)
            }
          }
        }
      }
    }
  }

  // MARK: Cancelling

  @Test func `cancels its run, which ends with an event and an error`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 7)
      await gate.arrived()
      handler.cancelRun()
      let error = await handler.failure() as? WorkflowError
      #expect(error?.code == .cancelled)
      #expect(error?.message == "run '\(handler.runID)' of workflow 'waiting' was cancelled")
      let events = await handler.allEvents()
      #expect(names(events) == ["WorkflowCancelledEvent"])
    }
  }

  @Test func `cancels its run once, however often and by however many it is told`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 7)
      await gate.arrived()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { handler.cancelRun() } }
      }
      #expect(await handler.failureCode() == .cancelled)
      handler.cancelRun()
      #expect(await handler.failureCode() == .cancelled)
    }
  }

  @Test func `does nothing to a run that has ended`() async throws {
    try await inLab { lab in
      let handler = lab.run(echo(), 7)
      _ = try await handler.result
      handler.cancelRun()
      let result = try await handler.result
      #expect(result == 7)
      #expect(handler.stopEvent as? Stop<Int> == Stop(7))
    }
  }

  @Test func `cancels its run although a step stops it at the same moment`() async throws {
    try await inLab { lab in
      for _ in 0..<200 {
        let handler = lab.run(echo(), 7)
        handler.cancelRun()
        let code = await handler.failureCode()
        #expect(code == nil || code == .cancelled)
      }
    }
  }

  // MARK: Run ids

  @Test func `has an id of ten letters and digits, of its own`() async throws {
    try await inLab { lab in
      let handlers = (0..<100).map { lab.run(echo(), $0) }
      let ids = handlers.map(\.runID)
      let isAlphanumeric = ids.allSatisfy { id in
        id.utf8.count == 10 && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
      #expect(Set(ids).count == 100)
      #expect(isAlphanumeric)
    }
  }

  @Test func `has the same ids from the same seed`() async throws {
    func ids(seed: UInt64?) -> [String] {
      let runtime = WorkflowRuntime(clock: VirtualClock(), seed: seed)
      return (0..<50).map { echo().run($0, in: runtime).runID }
    }
    #expect(ids(seed: 1) == ids(seed: 1))
    #expect(ids(seed: 1) != ids(seed: 2))
    #expect(ids(seed: nil) != ids(seed: nil))
  }

  @Test func `may have the id of a run that has ended, but not of one that is on`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let first = lab.run(waiting(at: gate), 1, runID: "same")
      await gate.arrived()
      let second = lab.run(waiting(at: gate), 2, runID: "same")
      #expect(second.isDone)
      let error = await second.failure() as? WorkflowError
      #expect(error?.code == .duplicateRunID)
      #expect(error?.message == "run 'same' is still on; give another run id, or wait until it has ended")
      // The run that has the id is untouched, and still owned and found.
      #expect(!first.isDone)
      #expect(lab.runtime.activity.runs == 1)
      let found = lab.runtime.handler(for: "same", of: InlineWorkflow<Start<Int>, Stop<Int>, NoState>.self)
      #expect(found?.isDone == false)
      gate.open()
      _ = try await first.result
      let third = try await lab.run(echo(), 3, runID: "same").result
      #expect(third == 3)
    }
  }

  @Test func `has the terminal event in the stream by the time that its result is there`() async throws {
    let failing = one { _, context in
      try await context.sleep(for: .seconds(1))
      throw Boom()
    }
    try await simulate(seeds: 0..<100) { simulation in
      let handler = simulation.run(failing, 0)
      do {
        _ = try await handler.result
      } catch {
        var late = 0
        for await _ in handler.streamEvents(from: .now) { late += 1 }
        simulation.expect(late == 0, "the stream was not over when the result was there")
      }
      simulation.expect(handler.stopEvent is WorkflowFailedEvent, "it did not fail")
    }
  }
}
