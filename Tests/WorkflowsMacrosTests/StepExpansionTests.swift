#if Macros
import Testing

@Suite("Steps")
struct StepExpansionTests {
  @Test("a step may take resources")
  func resources() {
    expect(
      """
      @Workflow
      struct Jokes {
        @Step func write(
          _ event: Start<String>, @Resource(\\.model) with model: any Model, context: Context, @Resource index: Index
        ) -> Stop<Int> { Stop(1) }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          func write(
            _ event: Start<String>, @Resource(\.model) with model: any Model, context: Context, @Resource index: Index
          ) -> Stop<Int> { Stop(1) }

          private nonisolated static func _step_write(line3: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Stop<Int>
            let _resource0 = Workflows._resource("model", (any Model).self, \.model)
            let _resource1 = Workflows._resource("index", (Index).self)
            return Workflows._taking([_resource0._use, _resource1._use], step: Workflows._step(
              "write",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 3),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.write(event, with: _resource0._value(for: context), context: context, index: _resource1._value(for: context)))
            })
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<Int>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line3: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a step may take an array")
  func anArray() {
    expect(
      """
      @Workflow
      struct Jokes {
        struct Joke: Event {}
        @Step func write(_ event: Start<String>) -> [Joke] { [] }
        @Step(collect: .take(2, losers: .cancel)) func pick(_ jokes: [Joke]) -> Stop<Int> { Stop(jokes.count) }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          struct Joke: Event {}
          func write(_ event: Start<String>) -> [Joke] { [] }

          private nonisolated static func _step_write(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = [Joke]
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
          func pick(_ jokes: [Joke]) -> Stop<Int> { Stop(jokes.count) }

          private nonisolated static func _step_pick(line5: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = [Joke]
            typealias _StepReturns = Stop<Int>
            return Workflows._step(
              "pick",
              Workflows.StepOptions(collect: .take(2, losers: .cancel)),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 5),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.pick(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<Int>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line4: ()),
              Jokes._step_pick(line5: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a step may take several events")
  func severalEvents() {
    expect(
      """
      @Workflow
      struct Jokes {
        struct Setup: Event {}
        struct Punchline: Event {}
        @Step func begin(_ event: Start<String>) -> Setup { Setup() }
        @Step func end(_ event: Start<String>) -> Punchline { Punchline() }
        @Step func tell(_ setup: Setup, context: Context, with punchline: Punchline) -> Stop<String> { Stop("") }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          struct Setup: Event {}
          struct Punchline: Event {}
          func begin(_ event: Start<String>) -> Setup { Setup() }

          private nonisolated static func _step_begin(line5: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Setup
            return Workflows._step(
              "begin",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 5),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.begin(event))
            }
          }
          func end(_ event: Start<String>) -> Punchline { Punchline() }

          private nonisolated static func _step_end(line6: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<String>
            typealias _StepReturns = Punchline
            return Workflows._step(
              "end",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 6),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.end(event))
            }
          }
          func tell(_ setup: Setup, context: Context, with punchline: Punchline) -> Stop<String> { Stop("") }

          private nonisolated static func _step_tell(line7: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Workflows.JoinedEvents<Setup, Punchline>
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "tell",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 7),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.tell(event.values.0, context: context, with: event.values.1))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<String>

          typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_begin(line5: ()),
              Jokes._step_end(line6: ()),
              Jokes._step_tell(line7: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a handler of failures is a step with other options")
  func aHandlerOfFailures() {
    expect(
      """
      @Workflow
      struct Jokes {
        @Step func write(_ event: Start<String>) throws -> Stop<String> { Stop(event.input) }
        @CatchError(for: "write", maxRecoveries: 2) func recover(_ failure: StepFailedEvent) -> Stop<String> { Stop("") }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          func write(_ event: Start<String>) throws -> Stop<String> { Stop(event.input) }

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
          func recover(_ failure: StepFailedEvent) -> Stop<String> { Stop("") }

          private nonisolated static func _step_recover(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = StepFailedEvent
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "recover",
              Workflows.StepOptions.catching(for: "write", maxRecoveries: 2),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 4),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.recover(event))
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
              Jokes._step_recover(line4: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }

          private nonisolated static func _checkGraph() {
          #sourceLocation(file: "test.swift", line: 3)
          typealias _StepFailedEvent =
                                                                                StepFailedEvent
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          _ = #_taken(
                                                                                _StepFailedEvent.self, besides: (Start<String>).self, "workflow 'Jokes' has more than one start event: 'Start<String>', 'StepFailedEvent'", "step 'recover' takes 'StepFailedEvent', which ends the run and is never delivered to a step", "step 'recover' takes 'StepFailedEvent', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'")
          #sourceLocation()
          }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }
}
#endif
