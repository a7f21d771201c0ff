import Testing
import Workflows

@Suite("The traceback of a failed run", .mayNotHang)
struct TracebackTests {
  @Test func `has the step and its place, the chain of causes, and the way of the events`() async throws {
    try await inLab { lab in
      let line = #line + 5
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (_: Start<Int>, _) in Number(n: 1) }
        Step("middle") { (event: Number, _) in Text(text: "\(event.n)") }
        // The line that the traceback names:
        Step("end") { (_: Text, _) -> Stop<Int> in
          throw Wrapped(text: "outer", cause: Wrapped(text: "inner", cause: Boom()))
        }
      }
      let handler = lab.run(workflow, 0)
      _ = await handler.failure()
      let failed = try #require(handler.stopEvent as? WorkflowFailedEvent)
      #expect(
        failed.traceback == """
          step 'end' (WorkflowsTests/TracebackTests.swift:\(line)) failed on attempt 1:
            WorkflowsTests.Wrapped: outer
            caused by WorkflowsTests.Wrapped: inner
            caused by WorkflowsTests.Boom: boom
            it came by StartEvent -> begin, Number -> middle, Text -> end
          """)
      #expect(failed.exceptionType == "WorkflowsTests.Wrapped")
      #expect(failed.exceptionMessage == "outer")
    }
  }

  @Test func `has the way of an event that was sent, too`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("send", sends: Number.self) { (_: Start<Int>, context) in context.sendEvent(Number(n: 1)) }
        Step("fail") { (_: Number, _) -> Stop<Int> in throw Boom() }
      }
      let handler = lab.run(workflow, 0)
      _ = await handler.failure()
      let traceback = (handler.stopEvent as? WorkflowFailedEvent)?.traceback
      #expect(traceback?.hasSuffix("  it came by StartEvent -> send, Number -> fail") == true)
    }
  }

  @Test func `is no longer for a long way than for a short one`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (event: Start<Int>, _) in Number(n: event.input) }
        Step("round") { (event: Number, _) -> Either<Number, Stop<Int>> in
          if event.n == 0 { throw Boom() }
          return .first(Number(n: event.n - 1))
        }
      }
      let handler = lab.run(workflow, 1_000)
      _ = await handler.failure()
      let traceback = (handler.stopEvent as? WorkflowFailedEvent)?.traceback
      let way = Array(repeating: "Number -> round", count: 9).joined(separator: ", ")
      #expect(traceback?.hasSuffix("  it came by …, \(way)") == true)
    }
  }

  @Test func `has the message of a workflow error as its message`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int> in throw WorkflowError(code: .stuck, message: "mine") }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.failureCode() == .stuck)
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.exceptionMessage == "mine")
    }
  }
}
