#if Macros
import Testing

@Suite("Structs")
struct StructExpansionTests {
  @Test("a struct becomes a workflow of its steps")
  func aStructBecomesAWorkflowOfItsSteps() {
    expect(
      """
      @Workflow
      struct Jokes {
        /// Writes a joke.
        ///
        /// Not a good one.
        @Step
        func write(_ event: Start<String>, context: Context) async throws -> Stop<String> { Stop(event.input) }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          /// Writes a joke.
          ///
          /// Not a good one.
          func write(_ event: Start<String>, context: Context) async throws -> Stop<String> { Stop(event.input) }

          private nonisolated static func _step_write(line7: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "write",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 7),
              documentation: "Writes a joke.\n\nNot a good one."
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.write(event, context: context))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line7: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("options are passed on as they are")
  func optionsArePassedOnAsTheyAre() {
    expect(
      """
      @Workflow("jokes", timeout: .seconds(3) * 2, numConcurrentRuns: 2, skipGraphChecks: [.deadEnd])
      struct Jokes {
        @Step(numWorkers: 2, retry: .exponentialBackoff(maxAttempts: 3), skipGraphChecks: [.terminalEvent], sends: Log.self)
        func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }

          private nonisolated static func _step_write(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "write",
              Workflows.StepOptions(numWorkers: 2, retry: .exponentialBackoff(maxAttempts: 3), skipGraphChecks: [.terminalEvent], sends: Log.self),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 4),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.write(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "jokes",
            options: Workflows.WorkflowOptions(timeout: .seconds(3) * 2, numConcurrentRuns: 2, skipGraphChecks: [.deadEnd]),
            steps: [
              Jokes._step_write(line4: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }

          private nonisolated static func _checkGraph() {
          #sourceLocation(file: "test.swift", line: 2)
          typealias _Log =
                                                                                                                       Log
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_returned(
                                                                                                                       _Log.self, besides: (Stop<String>).self, "steps of 'Jokes' stop with different events: 'Stop<String>', 'Log'", "step 'write' returns 'Log', which only the runtime does; throw an error instead", "step 'write' returns 'Log', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing")
          #sourceLocation()
          }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a nested state is the state of a run")
  func aNestedStateIsTheStateOfARun() {
    expect(
      """
      @Workflow
      struct Jokes {
        struct State: WorkflowState { var count = 0 }
        @Step func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          struct State: WorkflowState { var count = 0 
        }
          func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }

          private nonisolated static func _step_write(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "write",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 4),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.write(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<String>

          typealias RunState = State

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line4: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a nested state that is something else is left alone")
  func aNestedStateThatIsSomethingElseIsLeftAlone() {
    expect(
      """
      @Workflow
      struct Jokes {
        enum State { case idle }
        @Step func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          enum State { case idle 
        }
          func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }

          private nonisolated static func _step_write(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "write",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 4),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.write(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line4: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }
}
#endif
