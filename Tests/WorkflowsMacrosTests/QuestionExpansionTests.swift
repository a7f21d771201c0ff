#if Macros
import Testing

@Suite("Questions")
struct QuestionExpansionTests {
  @Test("types that are declared elsewhere are asked about")
  func typesThatAreDeclaredElsewhereAreAskedAbout() {
    expect(
      """
      @Workflow
      struct Jokes {
        @Step func write(_ event: Begin) -> Question { Question() }
        @Step func answer(_ answer: Answer) -> Stop<String> { Stop("") }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          func write(_ event: Begin) -> Question { Question() }

          private nonisolated static func _step_write(line3: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Begin
            typealias _StepReturns = Question
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
          func answer(_ answer: Answer) -> Stop<String> { Stop("") }

          private nonisolated static func _step_answer(line4: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Answer
            typealias _StepReturns = Stop<String>
            return Workflows._step(
              "answer",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 4),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.answer(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          nonisolated static func _starts(with event: (Begin).Type) {}

          nonisolated static func _starts(with event: (Answer).Type) {}

          typealias StopEventType = Stop<String>

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line3: ()),
              Jokes._step_answer(line4: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }

          private nonisolated static func _checkGraph() {
          #sourceLocation(file: "test.swift", line: 2)
          typealias _Begin =
                                      Begin
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          typealias _Answer =
                                        Answer
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          typealias _Question =
                                                Question
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_taken(
                                      _Begin.self, besides: _Begin.self, "", "step 'write' takes 'Begin', which ends the run and is never delivered to a step", "step 'write' takes 'Begin', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_returned(
                                                _Question.self, besides: (Stop<String>).self, "steps of 'Jokes' stop with different events: 'Stop<String>', 'Question'", "step 'write' returns 'Question', which only the runtime does; throw an error instead", "step 'write' returns 'Question', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          _ = #_taken(
                                        _Answer.self, besides: _Answer.self, "", "step 'answer' takes 'Answer', which ends the run and is never delivered to a step", "step 'answer' takes 'Answer', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'")
          #sourceLocation()
          let q0_0 = Workflows._Question.open; let q0_1 = q0_0.unlessStart(_Begin.self); let q0_2 = q0_1.unlessStart(_Answer.self); let q0_3 = q0_2.unlessHiding(_Begin.self); let q0_4 = q0_3.unlessHiding(_Answer.self); _ = #_check(q0_4,
          "workflow 'Jokes' never starts: no step takes a start event, such as 'Start<String>'")
          #sourceLocation(file: "test.swift", line: 2)
          let q1_0 = Workflows._Question.open; let q1_1 = q1_0.unlessStart(_Begin.self); let q1_2 = q1_1.unlessStart(_Answer.self); let q1_3 = q1_2.unlessNotHiding(_Begin.self); _ = #_check(q1_3,
                                      "cannot see which event starts 'Jokes', because 'Begin' is declared elsewhere; write '@Workflow(start: …)'")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let q2_0 = Workflows._Question.open; let q2_1 = q2_0.unlessStart(_Begin.self); let q2_2 = q2_1.unlessStart(_Answer.self); let q2_3 = q2_2.unlessNotHiding(_Answer.self); _ = #_check(q2_3,
                                        "cannot see which event starts 'Jokes', because 'Answer' is declared elsewhere; write '@Workflow(start: …)'")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let q3_0 = Workflows._Question.open; let q3_1 = q3_0.unlessNotStart(_Begin.self); let q3_2 = q3_1.unlessNotStart(_Answer.self); let q3_3 = q3_2.unlessSame(_Begin.self, _Answer.self); _ = #_check(q3_3,
                                        "workflow 'Jokes' has more than one start event: 'Begin', 'Answer'")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          let q4_0 = Workflows._Question.open; let q4_1 = q4_0.unlessNoEvent(_Begin.self); let q4_2 = q4_1.unlessStart(_Begin.self); let q4_3 = q4_2.unlessHumanResponse(_Begin.self); let q4_4 = q4_3.unlessStop(_Begin.self); let q4_5 = q4_4.unlessSame(_Begin.self, _Question.self); let q4_6 = q4_5.unlessSame(_Begin.self, (Stop<String>).self); let q4_7 = q4_6.unlessHiding(_Question.self); _ = #_check(q4_7,
                                      "step 'write' takes 'Begin', but no step of 'Jokes' produces it")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 3)
          let q5_0 = Workflows._Question.open; let q5_1 = q5_0.unlessNoEvent(_Answer.self); let q5_2 = q5_1.unlessStart(_Answer.self); let q5_3 = q5_2.unlessHumanResponse(_Answer.self); let q5_4 = q5_3.unlessStop(_Answer.self); let q5_5 = q5_4.unlessSame(_Answer.self, _Question.self); let q5_6 = q5_5.unlessSame(_Answer.self, (Stop<String>).self); let q5_7 = q5_6.unlessHiding(_Question.self); _ = #_check(q5_7,
                                        "step 'answer' takes 'Answer', but no step of 'Jokes' produces it")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          let q6_0 = Workflows._Question.open; let q6_1 = q6_0.unlessNoEvent(_Question.self); let q6_2 = q6_1.unlessInputRequired(_Question.self); let q6_3 = q6_2.unlessStop(_Question.self); let q6_4 = q6_3.unlessSame(_Question.self, (Stop<String>).self); let q6_5 = q6_4.unlessSame(_Question.self, _Begin.self); let q6_6 = q6_5.unlessSame(_Question.self, _Answer.self); let q6_7 = q6_6.unlessHiding(_Begin.self); let q6_8 = q6_7.unlessHiding(_Answer.self); _ = #_check(q6_8,
                                                "step 'write' returns 'Question', but no step of 'Jokes' takes it")
          #sourceLocation()
          }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }

  @Test("what names decide is not asked about")
  func whatNamesDecideIsNotAskedAbout() {
    expect(
      """
      @Workflow
      struct Jokes {
        struct Begin: StartEvent {}
        struct Question: InputRequiredEvent {}
        struct Answer: HumanResponseEvent {}
        struct Report: StopEvent {}
        @Step func write(_ event: Begin) -> Question { Question() }
        @Step func answer(_ answer: Answer) -> Report { Report() }
      }
      """,
      expandsTo: #"""

        struct Jokes {
          struct Begin: StartEvent {}
          struct Question: InputRequiredEvent {}
          struct Answer: HumanResponseEvent {}
          struct Report: StopEvent {}
          func write(_ event: Begin) -> Question { Question() }

          private nonisolated static func _step_write(line7: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Begin
            typealias _StepReturns = Question
            return Workflows._step(
              "write",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 7),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.write(event))
            }
          }
          func answer(_ answer: Answer) -> Report { Report() }

          private nonisolated static func _step_answer(line8: Swift.Void) -> Workflows.StepDefinition<Jokes> {
            typealias _StepTakes = Answer
            typealias _StepReturns = Report
            return Workflows._step(
              "answer",
              Workflows.StepOptions(),
              _StepTakes.self, _StepReturns.self,
              at: Workflows.SourceLocation(fileID: "TestModule/test.swift", line: 8),
              documentation: ""
            ) { (workflow: Jokes, event: _StepTakes, context: Workflows.WorkflowContext<Jokes>) in
              try await Workflows._emissions(workflow.answer(event))
            }
          }

          typealias Context = Workflows.WorkflowContext<Jokes>

          typealias StartEventType = Begin

          typealias StopEventType = Report

          private nonisolated static let _workflowDefinition = Workflows.WorkflowDefinition<Jokes>(
            name: "Jokes",
            options: Workflows.WorkflowOptions(),
            steps: [
              Jokes._step_write(line7: ()),
              Jokes._step_answer(line8: ())])

          nonisolated var definition: Workflows.WorkflowDefinition<Jokes> { Jokes._workflowDefinition }

          nonisolated static var _typeDefinition: Workflows.WorkflowDefinition<Jokes>? { Jokes._workflowDefinition }
        }

        nonisolated extension Jokes: Workflows.Workflow {}
        """#)
  }
}
#endif
