import Testing
import Workflows
import WorkflowsTesting

@Suite("The log", .mayNotHang)
struct LoggingTests {
  @Test func `has nothing of a run in which all goes well`() async throws {
    try await inLab { lab in
      _ = try await lab.run(RunTests.page, "x").result
      #expect(lab.log == [])
    }
  }

  @Test func `has one line for each failed attempt, with run, workflow, step and attempt`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("flaky", retry: .constantDelay(.zero, maxAttempts: 2)) { (_: Start<Int>, context) -> Stop<Int> in
          throw Boom(text: "no \(context.attempt)")
        }
      }
      let handler = lab.run(workflow, 0, runID: "r1")
      _ = await handler.failure()
      #expect(lab.log.count == 2)
      #expect(lab.log.map(\.level) == ["warning", "error"])
      #expect(lab.lines == ["a step failed and will be tried again", "a step failed, and the run with it"])
      #expect(
        lab.log.map(\.metadata) == [
          [
            "workflow": "flow", "run_id": "r1", "step": "flaky", "attempt": "1", "error": "no 1",
            "retry_after": "0.0 seconds",
          ],
          ["workflow": "flow", "run_id": "r1", "step": "flaky", "attempt": "2", "error": "no 2"],
        ])
    }
  }

  @Test func `has what a verbose run does, in Python's words`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, context) in
          context.writeEventToStream(Progress(msg: "for those who watch"))
          context.sendEvent(Text(text: "lost"))
          return [Number(n: 1), Number(n: 2)]
        }
        Step("one", numWorkers: 1) { (event: Number, context) -> Stop<Int>? in
          context.collectEvents(event, count: 2).map { Stop($0.count) }
        }
      }
      _ = try await lab.run(workflow, 0, runID: "r1", verbose: true).result
      let lines = lab.log.filter { $0.level == "info" }.map(\.message)
      #expect(
        lines == [
          "[fan:0] started from StartEvent", "[tick] unhandled: Text", "[fan:0] complete with Number",
          "[one:0] started from Number", "[one] enqueued (waiting for capacity)", "[one:0] complete with no result",
          "[one:0] started from Number", "[one:0] complete with StopEvent", "[result] Stop<Int>(result: 2)",
        ])
      #expect(lab.log.first?.metadata == ["workflow": "flow", "run_id": "r1"])
    }
  }

  @Test func `says that a verbose run rests`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (_: Start<Int>, _) in }
        Step("hear") { (_: Answer, _) in Stop(1) }
      }
      let handler = lab.run(workflow, 0, verbose: true)
      let isSaid = await eventually { lab.lines.contains("[tick] idle") }
      #expect(isSaid)
      try handler.sendEvent(Answer(text: ""))
      _ = try await handler.result
    }
  }

  @Test func `does not have an error twice that the run ended with`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("s", timeout: .seconds(1)) { (_: Start<Int>, context) -> Stop<Int> in
          try await Gate().pass()
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      _ = await handler.failure()
      #expect(lab.lines == ["a step failed, and the run with it"])
      #expect(lab.log.first?.metadata["step"] == "s")
    }
  }

  @Test func `says how a verbose run ends`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let cancelled = lab.run(waiting(at: gate), 0, verbose: true)
      let timedOut = lab.run(waiting(at: gate), 0, timeout: .seconds(5), verbose: true)
      await gate.arrived(2)
      cancelled.cancelRun()
      #expect(await cancelled.failureCode() == .cancelled)
      #expect(lab.lines.last == "[result] was cancelled")
      lab.clock.advance(by: .seconds(5))
      #expect(await timedOut.failureCode() == .timedOut)
      #expect(lab.lines.last == "[result] timed out after 5.0 s while 'wait' was running")
    }
  }
}
