#if Macros
import Testing

@Suite("Kinds")
struct KindExpansionTests {
  @Test("a final class keeps its access level")
  func aFinalClassKeepsItsAccessLevel() {
    expect(
      """
      @Workflow
      public final class Jokes {
        @Step public func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
      }
      """,
      expandsTo: #"""

        public final class Jokes {
          public func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }

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

          public typealias Context = Workflows.WorkflowContext<Jokes>

          public typealias StartEventType = Start<String>

          public typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line3: ())])

          public nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          public nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("an actor")
  func anActor() {
    expect(
      """
      @Workflow
      package actor Jokes {
        @Step func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
      }
      """,
      expandsTo: #"""

        package actor Jokes {
          func write(_ event: Start<String>) -> Stop<String> { Stop(event.input) }

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

          package typealias Context = Workflows.WorkflowContext<Jokes>

          package typealias StartEventType = Start<String>

          package typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line3: ())])

          package nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          package nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a generic type caches its definition")
  func aGenericTypeCachesItsDefinition() {
    expect(
      """
      @Workflow
      struct Jokes<Text: Codable & Sendable> {
        @Step func write(_ event: Start<Text>) -> Stop<Text> { Stop(event.input) }
      }
      """,
      expandsTo: #"""

        struct Jokes<Text: Codable & Sendable> {
          func write(_ event: Start<Text>) -> Stop<Text> { Stop(event.input) }

          private nonisolated static func _step_write(line3: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<Text>
            typealias _StepReturns = Stop<Text>
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

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<Text>

          typealias StopEventType = Stop<Text>

          private nonisolated static var _workflowDefinition: Workflows.WorkflowDefinition<Jokes> { .cached(Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line3: ())])) }

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a type in an extension caches its definition")
  func aTypeInAnExtensionCachesItsDefinition() {
    expect(
      """
      extension Space {
        @Workflow
        struct Jokes {
          @Step func write(_ event: Start<Int>) -> Stop<Int> { Stop(event.input) }
        }
      }
      """,
      expandsTo: #"""
        extension Space {
          struct Jokes {
            func write(_ event: Start<Int>) -> Stop<Int> { Stop(event.input) }

            private nonisolated static func _step_write(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
              typealias _StepTakes = Start<Int>
              typealias _StepReturns = Stop<Int>
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

            typealias StartEventType = Start<Int>

            typealias StopEventType = Stop<Int>

            private nonisolated static var _workflowDefinition: Workflows.WorkflowDefinition<Jokes> { .cached(Workflows.WorkflowDefinition<Jokes>(
              name: "Jokes",
              options: Workflows.WorkflowOptions(),
              steps: [
                Jokes._step_write(line4: ())])) }

            nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

            nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
          }
        }

        nonisolated extension Space.Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("a method in backticks")
  func aMethodInBackticks() {
    expect(
      """
      @Workflow
      struct Jokes {
        @Step func `default`(of event: Start<Int>, _ context: Self.Context) {}
        @Step func stop(_ event: sending Start<Int>) -> Stop<Int>? { nil }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          func `default`(of event: Start<Int>, _ context: Self.Context) {}

          private nonisolated static func _step_default(line3: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<Int>
            typealias _StepReturns = Swift.Void
            return Workflows._step(
              "default",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 3),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.`default`(of: event, context))
            }
          }
          func stop(_ event: sending Start<Int>) -> Stop<Int>? { nil }

          private nonisolated static func _step_stop(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Start<Int>
            typealias _StepReturns = Stop<Int>?
            return Workflows._step(
              "stop",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 4),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.stop(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Start<Int>

          typealias StopEventType = Stop<Int>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_default(line3: ()),
              Jokes._step_stop(line4: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }
}
#endif
