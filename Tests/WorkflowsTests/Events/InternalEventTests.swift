import Testing
import Workflows

/// The shapes are those of the Python server's wire.
@Suite("An internal event", .mayNotHang)
struct InternalEventTests {
  @Test func `about a step that runs has no output yet`() throws {
    let event = StepStateChanged(
      name: "greet", stepState: .running, workerID: "0", inputEventName: "GreetingStart")
    try expectJSON(
      event,
      """
      {"name":"greet","step_state":"running","worker_id":"0","input_event_name":"GreetingStart",
       "output_event_name":null}
      """)
  }

  @Test func `about a step that waits for a worker says so in the place of the worker`() throws {
    try expectJSON(
      StepStateChanged(name: "a", stepState: .preparing, workerID: "<enqueued>", inputEventName: "B"),
      """
      {"name":"a","step_state":"preparing","worker_id":"<enqueued>","input_event_name":"B","output_event_name":null}
      """)
  }

  @Test func `about a step that ended names what it returned`() throws {
    try expectJSON(
      StepStateChanged(
        name: "a", stepState: .notRunning, workerID: "3", inputEventName: "B", outputEventName: "StopEvent"),
      """
      {"name":"a","step_state":"not_running","worker_id":"3","input_event_name":"B",
       "output_event_name":"StopEvent"}
      """)
  }

  @Test func `about an event that nobody takes writes null for no step`() throws {
    let event = UnhandledEvent(eventType: "Hit", qualifiedName: "App.Hit", idle: true)
    #expect(try json(event) == #"{"event_type":"Hit","idle":true,"qualified_name":"App.Hit","step_name":null}"#)
    try expectJSON(
      UnhandledEvent(eventType: "Hit", qualifiedName: "App.Hit", stepName: "s", idle: false),
      #"{"event_type":"Hit","qualified_name":"App.Hit","step_name":"s","idle":false}"#)
  }

  @Test func `about rest is empty`() throws { try expectJSON(WorkflowIdleEvent(), "{}") }

  @Test func `of the stream's own has Python's kind of keys`() throws {
    try expectJSON(
      AttemptSuperseded(stepName: "s", attempt: 2, firstSequence: 7),
      #"{"step_name":"s","attempt":2,"first_sequence":7}"#)
    try expectJSON(StreamGap(firstSequence: 3, count: 4), #"{"first_sequence":3,"count":4}"#)
  }
}
