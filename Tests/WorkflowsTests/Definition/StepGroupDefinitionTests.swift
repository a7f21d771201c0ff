#if Macros
import Testing
import Workflows
import WorkflowsTesting

@Suite("The definition of a workflow with groups", .mayNotHang)
struct StepGroupDefinitionTests {
  struct First: Event {}
  struct Second: Event {}

  /// The steps of the middle.
  @StepGroup
  struct Middle {
    /// Goes on.
    @Step(numWorkers: 7) func middle(_ first: First) -> Second { Second() }
    @Step func look(_ first: First) {}
  }

  @Workflow
  struct Ordered {
    @Step func begin(_ event: Start<Int>) -> First { First() }
    @Steps var group = Middle()
    @Step func end(_ second: Second) -> Stop<Int> { Stop(0) }
  }

  @Test func `has the group's steps where the property stands, with all that they say of themselves`() throws {
    let steps = Ordered().definition.steps
    #expect(steps.map(\.name) == ["begin", "middle", "look", "end"])
    #expect(steps.map(\.group) == [nil, "Middle", "Middle", nil])
    #expect(steps[1].options.numWorkers == 7)
    #expect(steps[1].documentation == "Goes on.")
    #expect(steps[1].location?.line == 15)
    #expect(names(steps[1].accepts + steps[1].produces) == ["First", "Second"])
    try Ordered().validate()
  }

  @Workflow
  struct SameName {
    @Step func begin(_ event: Start<Int>) -> First { First() }
    @Steps var group = Middle()
    @Step func middle(_ second: Second) -> Stop<Int> { Stop(0) }
  }

  @StepGroup
  struct Looking {
    @Step func look(_ second: Second) {}
  }

  @Workflow
  struct SameNameInGroups {
    @Step func begin(_ event: Start<Int>) -> First { First() }
    @Steps var group = Middle()
    @Steps var other = Looking()
    @Step func end(_ second: Second) -> Stop<Int> { Stop(0) }
  }

  @Workflow
  struct Twice {
    @Step func begin(_ event: Start<Int>) -> First { First() }
    @Steps var group = Middle()
    @Steps var again = Middle()
    @Step func end(_ second: Second) -> Stop<Int> { Stop(0) }
  }

  @Test func `says whose a name is that two steps have`() async throws {
    #expect(
      SameName().definition.problems == [
        "two steps are named 'middle', one in group 'Middle' and one of the workflow's own; rename one of them, because "
          + "steps are known by their names"
      ])
    #expect(
      SameNameInGroups().definition.problems == [
        "two steps are named 'look', one in group 'Middle' and one in group 'Looking'; rename one of them, because "
          + "steps are known by their names"
      ])
    #expect(
      Twice().definition.problems.first
        == "two steps are named 'middle', because group 'Middle' is there twice; have it once, or make a workflow of it, "
        + "which steps may run any number of times")
    try await inLab { lab in
      let handler = lab.run(Twice(), 1)
      await #expect(throws: WorkflowError.self) { try await handler.result }
    }
  }

  @StepGroup
  struct Ends {
    @Step func begin(_ event: Start<Int>) -> First { First() }
    @Step func end(_ second: Second) -> Stop<Int> { Stop(1) }
  }

  @Workflow(start: Start<Int>.self, stop: Stop<Int>.self)
  struct NothingOfItsOwn {
    @Steps var ends = Ends()
    @Steps var middle = Middle()
  }

  @Test func `may have no steps but those of groups`() async throws {
    try await inLab { lab in
      let result = try await lab.run(NothingOfItsOwn(), 1).result
      #expect(result == 1)
    }
  }

  @StepGroup
  struct DeadEnd {
    struct Round: Event {}
    @Step func turn(_ round: Either<First, Round>) -> Round { Round() }
  }

  @Workflow
  struct Circling {
    @Steps var deadEnd = DeadEnd()
    @Step func begin(_ event: Start<Int>) -> Either<First, Stop<Int>> { .first(First()) }
  }

  @Test func `is checked as a whole when it is first used`() {
    #expect(
      Circling().definition.problems == ["step 'turn' leads nowhere: no stop event can follow from what it returns"])
  }
}
#endif
