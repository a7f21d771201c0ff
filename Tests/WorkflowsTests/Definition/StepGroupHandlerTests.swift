#if Macros
import Testing
import Workflows
import WorkflowsTesting

@Suite("A handler of failures, with groups", .mayNotHang)
struct StepGroupHandlerTests {
  @StepGroup
  struct Fetching {
    @Step func fetch(_ number: Number) throws -> Text { throw Boom(text: "fetch") }
    @CatchError func recover(_ failure: StepFailedEvent) -> Text { Text(text: "recovered from \(failure.stepName)") }
  }

  @Workflow
  struct Own {
    @Steps var fetching = Fetching()
    @Step func begin(_ event: Start<Bool>) throws -> Number {
      if event.input { throw Boom(text: "begin") }
      return Number(n: 1)
    }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
  }

  @Test func `takes the failures of its own group, and of that alone`() async throws {
    try await inLab { lab in
      let result = try await lab.run(Own(), false).result
      #expect(result == "recovered from fetch")
      let handler = lab.run(Own(), true)
      await #expect(throws: Boom(text: "begin")) { try await handler.result }
    }
  }

  @Workflow
  struct OfTheWorkflow {
    @Steps var fetching = Fetching()
    @Step func begin(_ event: Start<Bool>) throws -> Number {
      if event.input { throw Boom(text: "begin") }
      return Number(n: 1)
    }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
    @CatchError func rescue(_ failure: StepFailedEvent) -> Text { Text(text: "rescued from \(failure.stepName)") }
  }

  @Test func `leaves the rest to that of the workflow`() async throws {
    try await inLab { lab in
      let own = try await lab.run(OfTheWorkflow(), false).result
      #expect(own == "recovered from fetch")
      let rest = try await lab.run(OfTheWorkflow(), true).result
      #expect(rest == "rescued from begin")
    }
  }

  @StepGroup
  struct Failing {
    @Step func fetch(_ number: Number) throws -> Text { throw Boom(text: "fetch") }
  }

  @Workflow
  struct Naming {
    @Steps var failing = Failing()
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: 1) }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
    @CatchError(for: "fetch") func rescue(_ failure: StepFailedEvent) -> Text { Text(text: "rescued") }
  }

  @Workflow
  struct NamingNone {
    @Steps var failing = Failing()
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: 1) }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
    @CatchError(for: "fetsch") func rescue(_ failure: StepFailedEvent) -> Text { Text(text: "rescued") }
  }

  @StepGroup
  struct Named {
    @Step func fetch(_ number: Number) throws -> Text { throw Boom(text: "fetch") }
    @CatchError(for: "fetch") func recover(_ failure: StepFailedEvent) -> Text { Text(text: "recovered") }
    @CatchError func idle(_ failure: StepFailedEvent) -> Text { Text(text: "not for others") }
  }

  @Workflow
  struct WithNothingLeft {
    @Steps var named = Named()
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: 1) }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
  }

  @Test func `to which the others of its group leave nothing takes no failures of the workflow's`() {
    #expect(
      WithNothingLeft().definition.problems == [
        "step 'idle' has no failures to take: the other handlers of its group name all of its steps; leave it out"
      ])
  }

  @Test func `of the workflow may name a group's step`() async throws {
    try await inLab { lab in
      let result = try await lab.run(Naming(), 1).result
      #expect(result == "rescued")
    }
    #expect(
      NamingNone().definition.problems == [
        "step 'rescue' handles failures of 'fetsch', which is no step of the workflow; its steps are "
          + NamingNone().definition.steps.filter { $0.options.catches == nil }.map { "'\($0.name)'" }.joined(
            separator: ", ")
      ])
  }

  @Workflow
  struct NamingOneWithAHandler {
    @Steps var fetching = Fetching()
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: 1) }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
    @CatchError(for: "fetch") func rescue(_ failure: StepFailedEvent) -> Text { Text(text: "rescued") }
  }

  @Test func `of the workflow may not take a step from that of its group`() {
    #expect(
      NamingOneWithAHandler().definition.problems == [
        "failures of 'fetch' are handled by both 'recover' and 'rescue'; let one do it"
      ])
  }

  @StepGroup
  struct Rescuing {
    @CatchError func rescue(_ failure: StepFailedEvent) -> Text { Text(text: "rescued from \(failure.stepName)") }
  }

  @Workflow
  struct WithRescue {
    @Steps var rescuing = Rescuing()
    @Step func begin(_ event: Start<Int>) throws -> Text { throw Boom() }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
  }

  @Test func `in a group of nothing but handlers is for the whole workflow`() async throws {
    try await inLab { lab in
      let result = try await lab.run(WithRescue(), 1).result
      #expect(result == "rescued from begin")
    }
  }
}
#endif
