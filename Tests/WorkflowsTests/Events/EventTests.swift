import Testing
import Workflows

@Suite("An event", .mayNotHang)
struct EventTests {
  struct Nested: Event { var n = 0 }
  struct Renamed: Event { static var eventName: String { "OldName" } }
  struct Generic<Value: Codable & Sendable>: Event { var value: Value }
  struct Begin: StartEvent { var topic: String }
  struct Report: StopEvent, Hashable { var title: String }
  struct Keys: Event, Hashable {
    var camelCase: Int
    var snake_case: Int
    var URL: String
    var nested: Inner
    struct Inner: Codable, Hashable { var innerKey: [String: Int] }
  }

  @Test func `is named after its type, without its module and enclosing types`() {
    struct Local: Event {}
    #expect(Progress.eventName == "Progress")
    #expect(Nested.eventName == "Nested")
    #expect(Local.eventName == "Local")
    #expect(Generic<Int>.eventName == "Generic<Int>")
  }

  @Test func `may have a name of its own`() { #expect(Renamed.eventName == "OldName") }

  @Test func `has the names of the Python library where it is ready-made`() {
    #expect(Start<String>.eventName == "StartEvent")
    #expect(Start<Nothing>.eventName == "StartEvent")
    #expect(Stop<Int>.eventName == "StopEvent")
    #expect(WorkflowFailedEvent.eventName == "WorkflowFailedEvent")
    #expect(WorkflowTimedOutEvent.eventName == "WorkflowTimedOutEvent")
    #expect(WorkflowCancelledEvent.eventName == "WorkflowCancelledEvent")
    #expect(StepStateChanged.eventName == "StepStateChanged")
    #expect(UnhandledEvent.eventName == "UnhandledEvent")
    #expect(WorkflowIdleEvent.eventName == "WorkflowIdleEvent")
    #expect(AttemptSuperseded.eventName == "AttemptSuperseded")
    #expect(StreamGap.eventName == "StreamGap")
  }

  @Test func `has the role of its protocol`() {
    #expect(Progress.eventRole == .plain)
    #expect(Start<String>.eventRole == .start)
    #expect(Begin.eventRole == .start)
    #expect(Stop<String>.eventRole == .stop)
    #expect(Report.eventRole == .stop)
    #expect(Question.eventRole == .inputRequired)
    #expect(Answer.eventRole == .humanResponse)
    #expect(WorkflowFailedEvent.eventRole == .termination)
    #expect(WorkflowTimedOutEvent.eventRole == .termination)
    #expect(WorkflowCancelledEvent.eventRole == .termination)
    #expect(StepStateChanged.eventRole == .internal)
    #expect(UnhandledEvent.eventRole == .internal)
    #expect(WorkflowIdleEvent.eventRole == .internal)
    #expect(AttemptSuperseded.eventRole == .plain)
    #expect(StreamGap.eventRole == .plain)
  }

  @Test func `ends a run exactly if it is a stop or a termination`() {
    let roles: [EventRole] = [.plain, .start, .stop, .termination, .inputRequired, .humanResponse, .internal]
    #expect(roles.filter(\.endsRun) == [.stop, .termination])
    #expect(Set(roles).count == roles.count)
    #expect(
      roles.map(\.description)
        == ["plain", "start", "stop", "termination", "inputRequired", "humanResponse", "internal"])
  }

  @Test func `of the stop role is its own result unless it says otherwise`() {
    #expect(Report(title: "x").result == Report(title: "x"))
    #expect(Stop(7).result == 7)
  }

  @Test func `keeps its keys as they are written`() throws {
    try expectJSON(
      Keys(camelCase: 1, snake_case: 2, URL: "u", nested: .init(innerKey: ["aB": 1, "a_b": 2])),
      #"{"camelCase":1,"snake_case":2,"URL":"u","nested":{"innerKey":{"aB":1,"a_b":2}}}"#)
  }

  @Test func `accepts and produces itself`() {
    #expect(names(Progress.acceptedEvents) == ["Progress"])
    #expect(names(Progress.producedEvents) == ["Progress"])
    #expect(Progress.accept(Progress(msg: "x")) == Progress(msg: "x"))
    #expect(Progress.accept(Number(n: 1)) == nil)
    guard case .one(let event) = Progress(msg: "x").emissions() else {
      Issue.record("not one event")
      return
    }
    #expect(event as? Progress == Progress(msg: "x"))
  }
}
