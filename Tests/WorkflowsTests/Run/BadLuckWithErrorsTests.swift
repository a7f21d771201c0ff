import Testing
import Workflows
import WorkflowsTesting

/// Whatever happens, a run ends in exactly one terminal event and leaves nothing behind; the ``Lab`` checks that after
/// each of these.
@Suite("Bad luck with errors", .mayNotHang)
struct BadLuckWithErrorsTests {
  /// An error whose cause is itself.
  final class Circle: CausedError, CustomStringConvertible {
    var cause: (any Error)? { self }
    var description: String { "circle" }
  }

  @Test func `is an error that is its own cause`() async throws {
    try await inLab { lab in
      let policy = RetryPolicy(retry: .causeType(Boom.self))
      let handler = lab.run(one(.init(retry: policy)) { _, _ in throw Circle() }, 0)
      #expect(await handler.failure() is Circle)
      let traceback = try #require((handler.stopEvent as? WorkflowFailedEvent)?.traceback)
      #expect(traceback.utf8.count < 100_000)
    }
  }

  @Test func `is an error with ten thousand causes`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        one { _, _ in
          var error = Wrapped(text: "0", cause: nil)
          for n in 1..<10_000 { error = Wrapped(text: "\(n)", cause: error) }
          throw error
        }, 0)
      #expect(await handler.failure() is Wrapped)
      let failed = try #require(handler.stopEvent as? WorkflowFailedEvent)
      #expect(failed.exceptionMessage == "9999")
      #expect(failed.traceback.contains("caused by WorkflowsTests.Wrapped: 9998"))
      #expect(failed.traceback.contains("it came by StartEvent -> s"))
    }
  }

  @Test func `is a workflow error with a thousand causes, each of which describes its own`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        one { _, _ in
          var error = WorkflowError(code: .stuck, message: "0")
          for n in 1..<1_000 { error = WorkflowError(code: .stuck, message: "\(n)", cause: error) }
          throw error
        }, 0)
      #expect(await handler.failureCode() == .stuck)
      let traceback = try #require((handler.stopEvent as? WorkflowFailedEvent)?.traceback)
      #expect(traceback.contains("998"))
      #expect(traceback.utf8.count < 200_000)
    }
  }

  /// An error that looks at its run when it is described.
  struct Curious: Error, CustomStringConvertible {
    let ask: @Sendable () -> String
    var description: String { ask() }
  }

  @Test func `is an error that asks its run something while it is described`() async throws {
    try await inLab { lab in
      let workflow = one(.init(retry: .init(wait: .none, stop: .afterAttempt(2)))) { _, context in
        throw Curious {
          context.writeEventToStream(Progress(msg: "described"))
          return "retry \(context.retryInfo.retryNumber)"
        }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.failure() is Curious)
      #expect(handler.stopEvent is WorkflowFailedEvent)
    }
  }

  @Test func `is a retry's condition that takes its time, which holds up no other run`() async throws {
    try await inLab { lab in
      let (asked, answer) = (Gate(), Gate())
      // It blocks its thread, so it needs one of its own.
      let slow = RetryCondition.where("slow") { _ in
        asked.open()
        answer.block()
        return true
      }
      let workflow = one(.init(retry: .init(retry: slow, wait: .none, stop: .afterAttempt(2)), blocking: true)) {
        _, context in
        if context.attempt == 1 { throw Boom() }
        return Stop(context.attempt)
      }
      let handler = lab.run(workflow, 0)
      try await asked.pass()
      #expect(handler.runningSteps == ["s"])
      let other = try await lab.run(echo(), 3).result
      #expect(other == 3)
      answer.open()
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `is a retry's condition that takes its time while the run is cancelled`() async throws {
    try await inLab { lab in
      let (asked, answer) = (Gate(), Gate())
      let slow = RetryCondition.where("slow") { _ in
        asked.open()
        answer.block()
        return true
      }
      let handler = lab.run(
        one(.init(retry: .init(retry: slow, wait: .none), blocking: true)) { _, _ in throw Boom() }, 0)
      try await asked.pass()
      handler.cancelRun()
      answer.open()
      #expect(await handler.failureCode() == .cancelled)
    }
  }
}
