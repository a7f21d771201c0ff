import Testing
import Workflows

@Suite("A run", .mayNotHang)
struct RunTests {
  struct FirstEvent: Event { var firstOutput: String }
  struct SecondEvent: Event {
    var secondOutput: String
    var response: String
  }

  /// The workflow of the documentation's streaming page.
  static let page = InlineWorkflow("MyWorkflow", input: Start<String>.self, output: String.self) {
    Step("step_one") { (event: Start<String>, context) in
      context.writeEventToStream(Progress(msg: "Step one is happening"))
      return FirstEvent(firstOutput: "First step complete.")
    }
    Step("step_two") { (event: FirstEvent, context) in
      var response = ""
      for chunk in ["Call ", "me ", "Ishmael."] {
        context.writeEventToStream(Progress(msg: chunk))
        response += chunk
      }
      return SecondEvent(secondOutput: "Second step complete, full response attached", response: response)
    }
    Step("step_three") { (event: SecondEvent, context) in
      context.writeEventToStream(Progress(msg: "Step three is happening"))
      return Stop("Workflow complete. \(event.response)")
    }
  }

  @Test func `of the page's workflow streams as it goes and ends with its result`() async throws {
    try await inLab { lab in
      let handler = lab.run(Self.page, "Start the workflow.")
      var messages: [String] = []
      var last: (any Event)?
      for await event in handler.streamEvents() {
        if let progress = event as? Progress { messages.append(progress.msg) }
        last = event
      }
      #expect(
        messages == ["Step one is happening", "Call ", "me ", "Ishmael.", "Step three is happening"])
      #expect(last as? Stop<String> == Stop("Workflow complete. Call me Ishmael."))
      let result = try await handler.result
      #expect(result == "Workflow complete. Call me Ishmael.")
    }
  }

  @Test func `has a timeout of just as many milliseconds as it says`() {
    #expect(RunTimeout.milliseconds(2_054) == .after(.milliseconds(2_054)))
    #expect(RunTimeout.seconds(0.1 + 0.2) == .after(.milliseconds(300)))
  }

  struct Inquiry: StartEvent {
    var topic: String
    var language = "en"
  }

  @Test func `starts with an event of one's own, whose properties have defaults`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Inquiry.self, output: String.self) {
        Step("s") { (event: Inquiry, _) in Stop("\(event.topic) in \(event.language)") }
      }
      let result = try await lab.run(workflow, Inquiry(topic: "whales")).result
      #expect(result == "whales in en")
    }
  }
}
