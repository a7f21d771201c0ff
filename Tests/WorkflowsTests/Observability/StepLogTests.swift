import Logging
import Testing
import Workflows
import WorkflowsTesting

@Suite("What steps log", .mayNotHang)
struct StepLogTests {
  @Test func `says which run, step and attempt it comes from, and in a child which run is around it`() async throws {
    try await inLab { lab in
      let child = InlineWorkflow("child", input: Start<Int>.self, output: Int.self) {
        Step("c") { (event: Start<Int>, context) in
          context.logger.info("in the child")
          return Stop(event.input)
        }
      }
      let flow = InlineWorkflow("flow", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .constantDelay(.zero, maxAttempts: 2)) { (event: Start<Int>, context) in
          context.logger.info("working", metadata: ["mine": "\(event.input)"])
          if context.attempt == 1 { throw Boom() }
          return Stop(try await context.run(child, event.input))
        }
      }
      _ = try await lab.run(flow, 7, runID: "r1").result
      let lines = lab.log.filter { $0.level == "info" }
      #expect(lines.map(\.message) == ["working", "working", "in the child"])
      let own = ["workflow": "flow", "run_id": "r1", "step": "s", "mine": "7"]
      #expect(lines[0].metadata == own.merging(["attempt": "1"]) { $1 })
      #expect(lines[1].metadata == own.merging(["attempt": "2"]) { $1 })
      var metadata = lines[2].metadata
      let childID = metadata.removeValue(forKey: "run_id")
      #expect(childID?.hasPrefix("r1/") == true)
      #expect(metadata == ["workflow": "child", "parent_run_id": "r1", "step": "c", "attempt": "1"])
    }
  }
}
