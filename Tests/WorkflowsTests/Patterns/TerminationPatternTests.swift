import Testing
import Workflows
import WorkflowsTesting

@Suite("Termination patterns", .mayNotHang)
struct TerminationPatternTests {
  /// A quick branch and a slow one; the quick one stops the run or does not.
  private func branches(termination: WorkflowOptions.Termination, stops: Bool, _ diary: Diary) -> Pattern {
    pattern(termination: termination) {
      Step("quick") { (_: Start<Int>, context) -> Stop<Nothing>? in
        try await context.work("quick", 1, diary)
        return stops ? Stop() : nil
      }
      Step("slow") { (_: Start<Int>, context) -> Stop<Nothing>? in
        try await context.work("slow", 3, diary)
        return nil
      }
    }
  }

  // "A given process (or sub-process) instance should terminate when there are no remaining work items that are able to
  // be done either now or at any time in the future."
  @Test func `WCP-11 Implicit Termination: a run ends well when nothing is left to do`() async throws {
    let implicit = try await course { branches(termination: .implicit, stops: false, $0) }
    #expect(implicit.lines == ["quick 0 – 1", "slow 0 – 3"])
    #expect(implicit.code == nil && implicit.end == 3)
    let explicit = try await course { branches(termination: .explicit, stops: false, $0) }
    #expect(explicit.code == .stuck)
  }

  // "A given process (or sub-process) instance should terminate when it reaches a nominated state. … When this end point
  // is reached, any remaining work in the process instance is cancelled and the overall process instance is recorded as
  // having completed successfully …"
  @Test func `WCP-43 Explicit Termination: a stop event ends the run well, and cancels what is left`() async throws {
    let explicit = try await course { branches(termination: .explicit, stops: true, $0) }
    #expect(explicit.lines == ["quick 0 – 1", "slow is cancelled 1"])
    #expect(explicit.code == nil && explicit.end == 1)
    let implicit = try await course { branches(termination: .implicit, stops: false, $0) }
    #expect(implicit.lines == ["quick 0 – 1", "slow 0 – 3"])
  }
}
