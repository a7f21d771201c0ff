#if Macros
import SwiftSyntaxMacrosGenericTestSupport
import Testing

@Suite("Groups")
struct GroupExpansionTests {
  @Test("a struct becomes a group, and says what it takes and makes")
  func aStructBecomesAGroup() {
    expect(
      """
      @StepGroup
      public struct Retrieval {
        public struct State: WorkflowState {}
        public struct Query: Event {}
        struct Hit: Event {}
        @Step public func search(_ query: Query, context: Context) -> [Hit] { [] }
        @Step func rank(_ hits: [Hit]) -> Ranked { Ranked() }
      }
      """,
      expandsTo: #"""

        public struct Retrieval {
          public struct State: WorkflowState {}
          public struct Query: Event {}
          struct Hit: Event {}
          public func search(_ query: Query, context: Context) -> [Hit] { [] }

          private nonisolated static func _step_search(line6: Swift.Void) -> Workflows.StepDefinition<Retrieval> {
            typealias _StepTakes = Query
            typealias _StepReturns = [Hit]
            return Workflows._step(
              "search",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 6),
              documentation: ""
            ) { (workflow: Retrieval, event: _StepTakes, context: Workflows.WorkflowContext<Retrieval>) in
              try await Workflows._emissions(workflow.search(event, context: context))
            }
          }
          func rank(_ hits: [Hit]) -> Ranked { Ranked() }

          private nonisolated static func _step_rank(line7: Swift.Void) -> Workflows.StepDefinition<Retrieval> {
            typealias _StepTakes = [Hit]
            typealias _StepReturns = Ranked
            return Workflows._step(
              "rank",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 7),
              documentation: ""
            ) { (workflow: Retrieval, event: _StepTakes, context: Workflows.WorkflowContext<Retrieval>) in
              try await Workflows._emissions(workflow.rank(event))
            }
          }

          public typealias Context = Workflows.WorkflowContext<Retrieval>

          public typealias RunState = State

          public nonisolated static var steps: [Workflows.StepDefinition<Retrieval>] {
            [
              Retrieval._step_search(line6: ()),
              Retrieval._step_rank(line7: ())]
          }

          public enum _StepEvents {
          #sourceLocation(file: "test.swift", line: 5)
          public typealias _0 =
                                              Query
          #sourceLocation()
          }

          public nonisolated static func _takes(_ event: _StepEvents._0.Type) -> Workflows._SettledQuestion { Workflows._Question.settled }

          public nonisolated static var _needs0: _StepEvents._0.Type { _StepEvents._0.self }

          @available(*, unavailable, message: "step 'search' of group 'Retrieval' takes 'Query', but no step of the workflow produces it")
          public nonisolated static func _edgeTo0(_ question: Workflows._OpenQuestion) {}

          private nonisolated static func _checkGraph() {
          #sourceLocation(file: "test.swift", line: 6)
          typealias _Ranked =
                                              Ranked
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 6)
          _ = #_returned(
                                              _Ranked.self, besides: _Ranked.self, "", "step 'rank' returns 'Ranked', which only the runtime does; throw an error instead", "step 'rank' returns 'Ranked', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing")
          #sourceLocation()
          }
        }

        nonisolated extension Retrieval: Workflows.StepGroup {}
        """#)
  }

  @Test("a group whose events everybody sees says so, and what it needs and gives")
  func whatAGroupNeedsAndGives() {
    expect(
      """
      @StepGroup
      struct Retrieval {
        @Step func search(_ query: Query) -> Hit { Hit() }
      }
      """,
      expandsTo: #"""

        struct Retrieval {
          func search(_ query: Query) -> Hit { Hit() }

          private nonisolated static func _step_search(line3: Swift.Void) -> Workflows.StepDefinition<Retrieval> {
            typealias _StepTakes = Query
            typealias _StepReturns = Hit
            return Workflows._step(
              "search",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 3),
              documentation: ""
            ) { (workflow: Retrieval, event: _StepTakes, context: Workflows.WorkflowContext<Retrieval>) in
              try await Workflows._emissions(workflow.search(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Retrieval>

          nonisolated static var steps: [Workflows.StepDefinition<Retrieval>] {
            [
              Retrieval._step_search(line3: ())]
          }

          enum _StepEvents {
          #sourceLocation(file: "test.swift", line: 2)
          typealias _0 =
                                       Query
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          typealias _1 =
                                                 Hit
          #sourceLocation()
          }

          nonisolated static func _taken() -> Workflows._Events<_StepEvents._0> { .init() }

          nonisolated static func _made() -> Workflows._Events<_StepEvents._1> { .init() }

          nonisolated static func _takes(_ event: _StepEvents._0.Type) -> Workflows._SettledQuestion { Workflows._Question.settled }

          nonisolated static func _makes(_ event: _StepEvents._1.Type) -> Workflows._SettledQuestion { Workflows._Question.settled }

          nonisolated static var _needs0: _StepEvents._0.Type { _StepEvents._0.self }

          @available(*, unavailable, message: "step 'search' of group 'Retrieval' takes 'Query', but no step of the workflow produces it")
          nonisolated static func _edgeTo0(_ question: Workflows._OpenQuestion) {}

          nonisolated static var _gives0: _StepEvents._1.Type { _StepEvents._1.self }

          @available(*, unavailable, message: "step 'search' of group 'Retrieval' returns 'Hit', but no step of the workflow takes it")
          nonisolated static func _edgeFrom0(_ question: Workflows._OpenQuestion) {}

          private nonisolated static func _checkGraph() {
          #sourceLocation(file: "test.swift", line: 2)
          typealias _Query =
                                       Query
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          typealias _Hit =
                                                 Hit
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_taken(
                                       _Query.self, besides: _Query.self, "", "step 'search' takes 'Query', which ends the run and is never delivered to a step", "step 'search' takes 'Query', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_returned(
                                                 _Hit.self, besides: _Hit.self, "", "step 'search' returns 'Hit', which only the runtime does; throw an error instead", "step 'search' returns 'Hit', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing")
          #sourceLocation()
          }
        }

        nonisolated extension Retrieval: Workflows.StepGroup {}
        """#)
  }

  @Test("a property with a group adds the group's steps, and the graph is asked about them")
  func aPropertyWithAGroup() {
    expect(
      """
      @Workflow
      struct Answering {
        @Step func begin(_ event: Start<Int>) -> Stop<Int> { Stop(0) }
        @Steps(state: \\State.retrieval) var retrieval = Retrieval()
        @Step(external: true) func end(_ event: Start<Int>) {}
      }
      """,
      expandsTo: #"""

        struct Answering {
          func begin(_ event: Start<Int>) -> Stop<Int> { Stop(0) }

          private nonisolated static func _step_begin(line3: Swift.Void) -> Workflows.StepDefinition<Answering> {
            typealias _StepTakes = Start<Int>
            typealias _StepReturns = Stop<Int>
            return Workflows._step(
              "begin",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 3),
              documentation: ""
            ) { (workflow: Answering, event: _StepTakes, context: Workflows.WorkflowContext<Answering>) in
              try await Workflows._emissions(workflow.begin(event))
            }
          }
          var retrieval = Retrieval()

          private nonisolated static func _steps_retrieval(line4: Swift.Void) -> [Workflows.StepDefinition<Answering>] {
            let group = Workflows._group { (whole: Answering) in await Workflows._part(whole.retrieval) }
          #sourceLocation(file: "test.swift", line: 3)
          _ = #_grouped(
                                                group.self, state: \State.retrieval, "'retrieval' is no group of steps; let it be of a type that is marked with '@StepGroup'", "'retrieval' is a workflow and no group of steps; mark its type with '@StepGroup', or run it in a step: 'context.run(…)'", "'state:' has to lead from the state of 'Answering' to a variable that is the state of group 'retrieval'; leave it out if the group has none")
          #sourceLocation()
            return Workflows._steps(group, state: { \State.retrieval })
          }
          func end(_ event: Start<Int>) {}

          private nonisolated static func _step_end(line5: Swift.Void) -> Workflows.StepDefinition<Answering> {
            typealias _StepTakes = Start<Int>
            typealias _StepReturns = Swift.Void
            return Workflows._step(
              "end",
              Workflows.StepOptions(external: true),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 5),
              documentation: ""
            ) { (workflow: Answering, event: _StepTakes, context: Workflows.WorkflowContext<Answering>) in
              try await Workflows._emissions(workflow.end(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Answering>

          typealias StartEventType = Start<Int>

          typealias StopEventType = Stop<Int>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Answering>(
            name: "Answering",
            options: Workflows.WorkflowOptions(),
            steps: [[
              Answering._step_begin(line3: ())], Answering._steps_retrieval(line4: ()), [
              Answering._step_end(line5: ())]].flatMap(\.self))

          nonisolated var definition: Workflows.WorkflowDefinition<Answering> { Answering._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Answering>? { Answering._workflowDefinition }

          private nonisolated static func _checkGraph() {
          let g0 = Workflows._groupType { (whole: Answering) in await Workflows._part(whole.retrieval) }
          let takenBy_0 = Workflows._Question.open
          let takenBy_1 = takenBy_0.unlessAnyHides(g0._taken())
          let takenHidden = takenBy_1; _ = takenHidden
          let madeBy_0 = Workflows._Question.open
          let madeBy_1 = madeBy_0.unlessAnyHides(g0._made())
          let madeHidden = madeBy_1; _ = madeHidden
          #sourceLocation(file: "test.swift", line: 3)
          let e0_needs0_0 = Workflows._Question.open; let e0_needs0_1 = e0_needs0_0.unlessNoEvent(g0._needs0); let e0_needs0_2 = e0_needs0_1.unlessStart(g0._needs0); let e0_needs0_3 = e0_needs0_2.unlessHumanResponse(g0._needs0); let e0_needs0_4 = e0_needs0_3.unlessStop(g0._needs0); let e0_needs0_5 = e0_needs0_4.unlessSame(g0._needs0, (Stop<Int>).self); let e0_needs0_6 = e0_needs0_5.unless(g0._makes(g0._needs0)); let e0_needs0_7 = e0_needs0_6.unless(madeHidden); g0
                                               ._edgeTo0(e0_needs0_7)
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let e0_gives0_0 = Workflows._Question.open; let e0_gives0_1 = e0_gives0_0.unlessNoEvent(g0._gives0); let e0_gives0_2 = e0_gives0_1.unlessInputRequired(g0._gives0); let e0_gives0_3 = e0_gives0_2.unlessStop(g0._gives0); let e0_gives0_4 = e0_gives0_3.unlessSame(g0._gives0, (Start<Int>).self); let e0_gives0_5 = e0_gives0_4.unless(g0._takes(g0._gives0)); let e0_gives0_6 = e0_gives0_5.unless(takenHidden); g0
                                               ._edgeFrom0(e0_gives0_6)
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let e0_needs1_0 = Workflows._Question.open; let e0_needs1_1 = e0_needs1_0.unlessNoEvent(g0._needs1); let e0_needs1_2 = e0_needs1_1.unlessStart(g0._needs1); let e0_needs1_3 = e0_needs1_2.unlessHumanResponse(g0._needs1); let e0_needs1_4 = e0_needs1_3.unlessStop(g0._needs1); let e0_needs1_5 = e0_needs1_4.unlessSame(g0._needs1, (Stop<Int>).self); let e0_needs1_6 = e0_needs1_5.unless(g0._makes(g0._needs1)); let e0_needs1_7 = e0_needs1_6.unless(madeHidden); g0
                                               ._edgeTo1(e0_needs1_7)
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let e0_gives1_0 = Workflows._Question.open; let e0_gives1_1 = e0_gives1_0.unlessNoEvent(g0._gives1); let e0_gives1_2 = e0_gives1_1.unlessInputRequired(g0._gives1); let e0_gives1_3 = e0_gives1_2.unlessStop(g0._gives1); let e0_gives1_4 = e0_gives1_3.unlessSame(g0._gives1, (Start<Int>).self); let e0_gives1_5 = e0_gives1_4.unless(g0._takes(g0._gives1)); let e0_gives1_6 = e0_gives1_5.unless(takenHidden); g0
                                               ._edgeFrom1(e0_gives1_6)
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let e0_needs2_0 = Workflows._Question.open; let e0_needs2_1 = e0_needs2_0.unlessNoEvent(g0._needs2); let e0_needs2_2 = e0_needs2_1.unlessStart(g0._needs2); let e0_needs2_3 = e0_needs2_2.unlessHumanResponse(g0._needs2); let e0_needs2_4 = e0_needs2_3.unlessStop(g0._needs2); let e0_needs2_5 = e0_needs2_4.unlessSame(g0._needs2, (Stop<Int>).self); let e0_needs2_6 = e0_needs2_5.unless(g0._makes(g0._needs2)); let e0_needs2_7 = e0_needs2_6.unless(madeHidden); g0
                                               ._edgeTo2(e0_needs2_7)
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let e0_gives2_0 = Workflows._Question.open; let e0_gives2_1 = e0_gives2_0.unlessNoEvent(g0._gives2); let e0_gives2_2 = e0_gives2_1.unlessInputRequired(g0._gives2); let e0_gives2_3 = e0_gives2_2.unlessStop(g0._gives2); let e0_gives2_4 = e0_gives2_3.unlessSame(g0._gives2, (Start<Int>).self); let e0_gives2_5 = e0_gives2_4.unless(g0._takes(g0._gives2)); let e0_gives2_6 = e0_gives2_5.unless(takenHidden); g0
                                               ._edgeFrom2(e0_gives2_6)
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let e0_needs3_0 = Workflows._Question.open; let e0_needs3_1 = e0_needs3_0.unlessNoEvent(g0._needs3); let e0_needs3_2 = e0_needs3_1.unlessStart(g0._needs3); let e0_needs3_3 = e0_needs3_2.unlessHumanResponse(g0._needs3); let e0_needs3_4 = e0_needs3_3.unlessStop(g0._needs3); let e0_needs3_5 = e0_needs3_4.unlessSame(g0._needs3, (Stop<Int>).self); let e0_needs3_6 = e0_needs3_5.unless(g0._makes(g0._needs3)); let e0_needs3_7 = e0_needs3_6.unless(madeHidden); g0
                                               ._edgeTo3(e0_needs3_7)
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let e0_gives3_0 = Workflows._Question.open; let e0_gives3_1 = e0_gives3_0.unlessNoEvent(g0._gives3); let e0_gives3_2 = e0_gives3_1.unlessInputRequired(g0._gives3); let e0_gives3_3 = e0_gives3_2.unlessStop(g0._gives3); let e0_gives3_4 = e0_gives3_3.unlessSame(g0._gives3, (Start<Int>).self); let e0_gives3_5 = e0_gives3_4.unless(g0._takes(g0._gives3)); let e0_gives3_6 = e0_gives3_5.unless(takenHidden); g0
                                               ._edgeFrom3(e0_gives3_6)
          #sourceLocation()
          }
        }

        nonisolated extension Answering: Workflows.Workflow {}
        """#)
  }

  @Test("a group may have a group")
  func aGroupMayHaveAGroup() {
    expect(
      """
      @StepGroup
      actor Retrieval {
        @Steps var inner: Inner
      }
      """,
      expandsTo: #"""

        actor Retrieval {
          var inner: Inner

          private nonisolated static func _steps_inner(line3: Swift.Void) -> [Workflows.StepDefinition<Retrieval>] {
            let group = Workflows._group { (whole: Retrieval) in await Workflows._part(whole.inner) }
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_grouped(
                       group.self, "'inner' is no group of steps; let it be of a type that is marked with '@StepGroup'", "'inner' is a workflow and no group of steps; mark its type with '@StepGroup', or run it in a step: 'context.run(…)'", #"group 'inner' has a state, which must be a part of that of 'Retrieval'; write where: '@Steps(state: \State.inner)'"#)
          #sourceLocation()
            return Workflows._steps(group)
          }

          typealias Context = Workflows.WorkflowContext<Retrieval>

          nonisolated static var steps: [Workflows.StepDefinition<Retrieval>] {
            Retrieval._steps_inner(line3: ())
          }
        }

        nonisolated extension Retrieval: Workflows.StepGroup {}
        """#)
  }

  @Test("a computed property is no place for a group")
  func aComputedProperty() {
    expect(
      """
      @StepGroup
      struct Retrieval {
        @Steps var inner: Inner { Inner() }
      }
      """,
      expandsTo: #"""

        struct Retrieval {
          var inner: Inner { Inner() }

          typealias Context = Workflows.WorkflowContext<Retrieval>

          nonisolated static var steps: [Workflows.StepDefinition<Retrieval>] {
            []
          }
        }

        nonisolated extension Retrieval: Workflows.StepGroup {}
        """#,
      diagnostics: [
        DiagnosticSpec(
          message: "property 'inner' is computed; a group is stored in every value", line: 3, column: 14)
      ])
  }
}
#endif
