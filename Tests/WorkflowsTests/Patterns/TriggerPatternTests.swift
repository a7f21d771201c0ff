import Testing
import Workflows
import WorkflowsTesting

private struct Signal: Event {}

@Suite("Trigger patterns", .mayNotHang)
struct TriggerPatternTests {
  /// A task that waits for a signal from the 5th second on; one comes from within after a second, and others from
  /// outside after 2 and 7.
  private func signalled(isPersistent: Bool) async throws -> Course {
    let meanwhile: @Sendable (Stage) async throws -> Void = { stage in
      for second in [2, 7] {
        try await stage.wait(until: second)
        stage.send(Signal())
      }
    }
    return try await course(while: meanwhile) { task(isPersistent: isPersistent, $0) }
  }

  private func task(isPersistent: Bool, _ diary: Diary) -> Pattern {
    var options = StepOptions()
    if isPersistent { options.waits = [Signal.self] }
    return pattern {
      Step("task", options) { (_: Start<Int>, context) in
        try await context.work("prepare", 5, diary)
        _ = try await context.waitForEvent(Signal.self, timeout: nil)
        diary.note("signalled")
        try await context.work("act", 10, diary)
      }
      // That nobody may take it is what a transient trigger is.
      Step("signal", skipGraphChecks: [.terminalEvent], sends: Signal.self) { (_: Start<Int>, context) in
        try await context.sleep(for: .seconds(1))
        context.sendEvent(Signal())
      }
    }
  }

  // "These triggers are transient in nature and are lost if not acted on immediately by the receiving task."
  @Test func `WCP-23 Transient Trigger: an event for which nobody waits is lost`() async throws {
    let transient = try await signalled(isPersistent: false)
    #expect(transient.lines == ["refused 2", "prepare 0 – 5", "signalled 7", "act 7 – 17"])
    let persistent = try await signalled(isPersistent: true)
    #expect(persistent.lines == ["prepare 0 – 5", "signalled 5", "act 5 – 15"])
  }

  // "These triggers are persistent in form and are retained by the process until they can be acted on by the receiving
  // task."
  @Test func `WCP-24 Persistent Trigger: an event that a step is declared to wait for is kept for it`() async throws {
    let persistent = try await signalled(isPersistent: true)
    #expect(persistent.lines == ["prepare 0 – 5", "signalled 5", "act 5 – 15"])
    let transient = try await signalled(isPersistent: false)
    #expect(transient.lines == ["refused 2", "prepare 0 – 5", "signalled 7", "act 7 – 17"])
  }
}
