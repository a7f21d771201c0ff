import Testing
import Workflows

@Suite("The failure that a handler takes", .mayNotHang)
struct StepFailedEventTests {
  private typealias Handled = InlineWorkflow<Start<Int>, Stop<String>, NoState>

  /// The shape is that of the Python server's wire, with the time of the failure counted from the start of the run.
  @Test func `is written with what the step failed on, and its error as Python writes one`() throws {
    let failure = StepFailedEvent(
      stepName: "fetch", inputEvent: Number(n: 7), exception: Boom(), attempts: 3, elapsed: .seconds(20),
      failedAt: .milliseconds(20_500))
    #expect(
      try json(failure)
        == #"{"attempts":3,"elapsed_seconds":20,"exception":{"exception_message":"boom","exception_type":"#
        + #""WorkflowsTests.Boom"},"failed_at":20.5,"input_event":{"n":7},"step_name":"fetch"}"#)
  }

  @Test func `has the batch that a step failed on which takes an array`() async throws {
    try await inLab { lab in
      let workflow = Handled("w", output: String.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("join") { (_: [Number], _) -> Stop<String> in throw Boom() }
        CatchError("recover", for: "join") { (failure, _) in
          let members = (failure.inputEvent as? CollectionReleaseEvent)?.events ?? []
          return Stop("\(members.compactMap { ($0 as? Number)?.n })")
        }
      }
      let result = try await lab.run(workflow, 3).result
      #expect(result == "[0, 1, 2]")
    }
  }

  @Test func `has the event that completed the set of a step that takes several`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = Handled("w", output: String.self) {
        Step("left") { (event: Start<Int>, _) in
          try await gate.pass()
          return Left(n: event.input)
        }
        Step("right") { (event: Start<Int>, _) in Right(n: event.input) }
        Step("both") { (_: Left, _: Right, _) -> Stop<String> in throw Boom() }
        CatchError("recover", for: "both") { (failure, _) in Stop(type(of: failure.inputEvent).eventName) }
      }
      let handler = lab.run(workflow, 0, options: RunOptions(recordsInternalEvents: true))
      for await change in handler.streamEvents(exposeInternal: true).of(StepStateChanged.self)
      where change.name == "right" && change.stepState == .notRunning { break }
      gate.open()
      let result = try await handler.result
      #expect(result == "Left")
    }
  }
}
