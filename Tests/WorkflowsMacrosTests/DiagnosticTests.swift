#if Macros
import SwiftSyntaxMacrosGenericTestSupport
import Testing

/// What the macros report by themselves.
///
/// `Diagnostics/` has everything that the user sees, in the compiler's own output.
@Suite("Diagnostics")
struct DiagnosticTests {
  @Test("a broken step is reported once, and its workflow is still one")
  func brokenStep() {
    expect(
      """
      @Workflow
      struct Jokes {
        @Step func write(_ text: String) -> Stop<String> { Stop(text) }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          func write(_ text: String) -> Stop<String> { Stop(text) }

          typealias Context = Workflows.WorkflowContext<Jokes>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#,
      diagnostics: [
        DiagnosticSpec(
          message: "step 'write' takes 'String', which is no event; take an event, 'Either' or an '@EventUnion', or "
            + "mark it with '@Resource'",
          line: 3, column: 28)
      ])
  }

  @Test("the second start event is reported with a note at the first one")
  func secondStart() {
    expect(
      """
      @Workflow
      struct Jokes {
        @Step func write(_ event: Start<String>) -> Stop<String> { Stop("") }
        @Step func count(_ event: Start<Int>) -> Stop<String> { Stop("") }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          func write(_ event: Start<String>) -> Stop<String> { Stop("") }

          private nonisolated static func _step_write(line3: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "write",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 3),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.write(event))
            }
          }
          func count(_ event: Start<Int>) -> Stop<String> { Stop("") }

          private nonisolated static func _step_count(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<Int>
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "count",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 4),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.count(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line3: ()),
              Jokes._step_count(line4: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#,
      diagnostics: [
        DiagnosticSpec(
          message: "workflow 'Jokes' has more than one start event: 'Start<String>', 'Start<Int>'", line: 4,
          column: 29,
          notes: [NoteSpec(message: "the run already starts with 'Start<String>' here", line: 3, column: 29)])
      ])
  }
}
#endif
