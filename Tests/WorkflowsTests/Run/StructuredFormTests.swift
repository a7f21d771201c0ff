import Testing
import Workflows

@Suite("A workflow that is called", .mayNotHang)
struct StructuredFormTests {
  @Test func `returns its result`() async throws {
    try await inLab { lab in
      let byValue = try await echo()(7, in: lab.runtime)
      let byEvent = try await echo()(Start(8), in: lab.runtime)
      #expect(byValue == 7)
      #expect(byEvent == 8)
    }
  }

  @Test func `throws what its step threw`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int> in throw Boom() }
      }
      await #expect(throws: Boom.self) { try await workflow(1, in: lab.runtime) }
    }
  }

  @Test func `cancels its run when the caller is cancelled, and returns only when that has ended`() async throws {
    try await inLab { lab in
      let (gate, ended) = (Gate(), Box(false))
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int> in
          defer { ended.value = true }
          try await gate.pass()
          return Stop(1)
        }
      }
      let caller = Task { try await workflow(1, in: lab.runtime, options: .init(timeout: nil)) }
      await gate.arrived()
      caller.cancel()
      await #expect(throws: CancellationError.self) { try await caller.value }
      #expect(ended.value)
      #expect(lab.runtime.activity.runs == 0)
    }
  }

  @Test func `cancels its run at once when the caller is cancelled already`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let caller = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await waiting(at: gate)(1, in: lab.runtime)
      }
      await #expect(throws: CancellationError.self) { try await caller.value }
    }
  }
}
