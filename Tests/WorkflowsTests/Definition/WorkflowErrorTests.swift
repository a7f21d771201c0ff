import Testing
import Workflows

@Suite("A workflow error", .mayNotHang)
struct WorkflowErrorTests {
  @Test func `says its code, its message and its cause`() {
    #expect(WorkflowError(code: .stuck, message: "m").description == "stuck: m")
    #expect(
      WorkflowError(code: .timedOut, message: "m", cause: Boom()).description == "timedOut: m (cause: boom)")
  }

  @Test func `has a code of its own for each thing that can go wrong`() {
    let codes: [WorkflowError.Code] = [
      .invalidWorkflow, .timedOut, .cancelled, .stepTimedOut, .stuck, .unknownStep, .notAccepted, .runEnded,
      .duplicateRunID, .runtimeShutDown,
    ]
    #expect(Set(codes).count == codes.count)
  }
}
