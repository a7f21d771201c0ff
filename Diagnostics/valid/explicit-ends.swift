import Workflows

struct Essay: Event {}
struct Begin: StartEvent {}
@EventUnion enum Review { case again(Essay), accept(Stop<String>) }
@EventUnion enum Trigger { case begin(Begin), again(Essay) }

@Workflow("named", start: Begin.self, stop: Stop<String>.self, timeout: nil)
struct Reflection {
  @Step func write(_ event: Trigger) -> Essay { Essay() }
  @Step func review(_ essay: Essay) -> Review { .again(essay) }
}

private let name = "computed"

@Workflow(name)
struct ByHand {
  typealias StopEventType = Stop<String>
  @Step func write(_ event: Start) -> Review { .accept(Stop("")) }
  struct Start: StartEvent {}
}
