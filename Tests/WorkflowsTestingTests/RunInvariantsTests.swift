import Testing
import Workflows
import WorkflowsTesting

@Suite("The invariants of a run", .timeLimit(.minutes(5)))
struct RunInvariantsTests {
  @Test func `hold of a run on many threads`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (_: Start<Int>, _) in (0..<8).map { Number(n: $0) } }
      Step("write", numWorkers: 8) { (event: Number, context) in
        for n in 0..<20_000 { context.writeEventToStream(Number(n: n)) }
        return context.collectEvents(event, count: 8).map { Stop($0.count) }
      }
    }
    let violations = await RunInvariants.violations(of: workflow.run(Start(0), in: WorkflowRuntime()))
    #expect(violations.isEmpty, "\(violations.count): \(violations.first ?? "")")
  }
}
