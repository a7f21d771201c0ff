import Testing
import Workflows

/// The shapes are those of the Python server's wire.
@Suite("A termination event", .mayNotHang)
struct TerminationEventTests {
  @Test func `of a failed run nests its exception as Python does`() throws {
    try expectJSON(
      WorkflowFailedEvent(
        stepName: "fail", exceptionType: "builtins.ValueError", exceptionMessage: "boom", attempts: 3,
        elapsedSeconds: 0.0132),
      """
      {"step_name":"fail","exception":{"exception_type":"builtins.ValueError","exception_message":"boom"},
       "attempts":3,"elapsed_seconds":0.0132}
      """)
  }

  @Test func `says in words how the run ended`() {
    func failed(_ step: String, attempts: Int?) -> WorkflowFailedEvent {
      WorkflowFailedEvent(stepName: step, exceptionType: "T", exceptionMessage: "boom", attempts: attempts)
    }
    let ends: [any TerminationEvent] = [
      failed("fetch", attempts: 1), failed("fetch", attempts: 3), failed("", attempts: nil), WorkflowCancelledEvent(),
      WorkflowTimedOutEvent(timeout: 0.5, activeSteps: []), WorkflowTimedOutEvent(timeout: 2, activeSteps: ["a", "b"]),
    ]
    #expect(
      ends.map { "\($0)" } == [
        "failed in step 'fetch': boom", "failed in step 'fetch' after 3 attempts: boom", "failed: boom",
        "was cancelled", "timed out after 0.5 s while no step was running",
        "timed out after 2.0 s while 'a', 'b' were running",
      ])
  }

  @Test func `of a run that failed without a step writes null for what there is not`() throws {
    let event = WorkflowFailedEvent(stepName: "", exceptionType: "T", exceptionMessage: "m")
    #expect(
      try json(event)
        == #"{"attempts":null,"elapsed_seconds":null,"exception":{"exception_message":"m","exception_type":"T"},"#
        + #""step_name":""}"#)
    #expect(try value(WorkflowFailedEvent.self, from: try json(event)) == event)
  }

  @Test func `of a failed run carries its traceback beside Python's fields`() throws {
    try expectJSON(
      WorkflowFailedEvent(stepName: "s", exceptionType: "T", exceptionMessage: "m", traceback: "line\nline"),
      """
      {"step_name":"s","exception":{"exception_type":"T","exception_message":"m"},"traceback":"line\\nline",
       "attempts":null,"elapsed_seconds":null}
      """)
  }

  @Test func `of a failed run can be read without what a Python server leaves out`() throws {
    let event = try value(
      WorkflowFailedEvent.self,
      from: #"{"step_name":"s","exception":{"exception_type":"T","exception_message":"m"}}"#)
    #expect(event == WorkflowFailedEvent(stepName: "s", exceptionType: "T", exceptionMessage: "m"))
  }

  @Test func `of a timed out run has its timeout in seconds and the steps in their order`() throws {
    try expectJSON(
      WorkflowTimedOutEvent(timeout: 0.3, activeSteps: ["wait"]), #"{"timeout":0.3,"active_steps":["wait"]}"#)
    try expectJSON(WorkflowTimedOutEvent(timeout: 45, activeSteps: []), #"{"timeout":45,"active_steps":[]}"#)
  }

  @Test func `of a cancelled run is empty`() throws { try expectJSON(WorkflowCancelledEvent(), "{}") }

  @Test func `is its own result`() {
    #expect(WorkflowCancelledEvent().result == WorkflowCancelledEvent())
  }
}
