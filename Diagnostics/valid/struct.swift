import Workflows

struct FirstEvent: Event { var firstOutput: String }
struct SecondEvent: Event {
  var secondOutput: String
  var response: String
}
struct ProgressEvent: Event { var msg: String }

@Workflow
struct MyWorkflow {
  var lines = ["Call me Ishmael."]

  /// Begins.
  @Step
  func stepOne(_ event: Start<String>, context: Context) -> FirstEvent {
    context.writeEventToStream(ProgressEvent(msg: "Step one is happening"))
    return FirstEvent(firstOutput: "First step complete.")
  }

  @Step(retry: .exponentialBackoff(maxAttempts: 3), timeout: .idle(.seconds(30)))
  func stepTwo(_ event: FirstEvent, context: Context) async throws -> SecondEvent {
    for line in lines { context.writeEventToStream(ProgressEvent(msg: line)) }
    return SecondEvent(secondOutput: "Second step complete.", response: lines.joined())
  }

  @Step
  func stepThree(_ event: SecondEvent, context: Context) -> Stop<String> { Stop("Workflow complete.") }
}

func check() throws {
  let _: Start<String>.Type = MyWorkflow.StartEventType.self
  let _: Stop<String>.Type = MyWorkflow.StopEventType.self
  try MyWorkflow().validate()
}
