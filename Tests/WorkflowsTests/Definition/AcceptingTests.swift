import Testing
import Workflows

private protocol Report: Event { var percent: Int { get } }
private struct Loading: Report { var percent: Int }
private struct Training: Report { var percent: Int }
private struct Other: Event { var percent: Int }

private class Base: Event, @unchecked Sendable {}
private final class Derived: Base, @unchecked Sendable {}

@Suite("A step that takes what events have in common", .mayNotHang)
struct AcceptingTests {
  @Test func `takes each of the types on its list, and no other`() async throws {
    let seen = Recorder<String>()
    let workflow = InlineWorkflow(
      "w", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(termination: .implicit)
    ) {
      Step("load") { (event: Start<Int>, _) in Loading(percent: event.input) }
      Step("train") { (_: Loading, _) in Training(percent: 50) }
      Step("finish") { (_: Training, _) in Other(percent: 100) }
      Step("other") { (other: Other, _) in }
      Step("watch", accepting: Loading.self, Training.self) { (report: any Report, _) in
        seen.append("\(report)")
      }
    }
    try await inLab { lab in
      _ = try await lab.run(workflow, 1).result
    }
    #expect(workflow.definition.steps.last?.accepts.map { $0.eventName } == ["Loading", "Training"])
    #expect(Set(seen.values) == ["Loading(percent: 1)", "Training(percent: 50)"])
  }

  @Test func `takes batches of them in an array`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) -> [Either<Loading, Training>] in
        [.first(Loading(percent: event.input)), .second(Training(percent: 2))]
      }
      Step("join", accepting: Loading.self, Training.self) { (reports: [any Report], _) in
        Stop(reports.map(\.percent).reduce(0, +))
      }
    }
    try await inLab { lab in
      let result = try await lab.run(workflow, 1).result
      #expect(result == 3)
    }
  }

  @Test func `takes the classes that inherit from one`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
      Step("make") { (_: Start<Int>, _) in Derived() }
      Step("take", accepting: Derived.self) { (event: Base, _) in Stop("\(type(of: event))") }
    }
    try await inLab { lab in
      let result = try await lab.run(workflow, 1).result
      #expect(result == "Derived")
    }
  }

  @Test func `fails with an event on its list that is none of them, and says which`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("make") { (event: Start<Int>, _) in Other(percent: event.input) }
      Step("watch", accepting: Loading.self, Other.self) { (report: any Report, _) in Stop(report.percent) }
      Step("never", external: true) { (_: Training, _) in Loading(percent: 1) }
    }
    try await inLab { lab in
      let error = await lab.run(workflow, 1).failure() as? WorkflowError
      #expect(error?.code == .notAccepted)
      #expect(
        error?.message
          == "step 'watch' is declared with 'accepting: Other.self', which is no 'Report'; take it off the list, or "
          + "make it one")
    }
  }

  @Test func `is a part of the graph as its list says`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("make") { (event: Start<Int>, _) in Training(percent: event.input) }
      Step("watch", accepting: Loading.self) { (report: any Report, _) in Stop(report.percent) }
    }
    let error = #expect(throws: WorkflowError.self) { try workflow.validate() }
    #expect(error?.message.contains("'Loading'") == true)
    #expect(error?.message.contains("'Training'") == true)
  }
}
