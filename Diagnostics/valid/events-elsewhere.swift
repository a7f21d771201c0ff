import Workflows

// Nothing in the workflow tells which of these starts it, stops it, or comes from outside: the compiler knows.
struct Begin: StartEvent { var topic: String }
struct Question: InputRequiredEvent { var text: String }
struct Answer: HumanResponseEvent { var text: String }
struct Report: StopEvent { var text: String }

@Workflow
struct Interview {
  @Step
  func ask(_ event: Begin) -> Question { Question(text: event.topic) }

  @Step
  func write(_ answer: Answer) -> Report { Report(text: answer.text) }
}

func check() {
  let _: Begin.Type = Interview.StartEventType.self
  let _: Report.Type = Interview.StopEventType.self
}
