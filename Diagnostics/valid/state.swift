import Workflows

// A nested `State` is the state of a run only where it says so.
struct Shared: WorkflowState { var count = 0 }

@Workflow
struct WithAlias {
  typealias State = Shared
  @Step func only(_ event: Start<String>, context: Context) -> Stop<Int> { Stop(context.store.count) }
}

@Workflow
struct WithAnother {
  enum State { case idle, busy }
  var state = State.idle
  @Step func only(_ event: Start<String>, context: Context) -> Stop<String> { Stop(event.input) }
}

@Workflow
struct WithAnotherAlias {
  typealias State = Int
  @Step func only(_ event: Start<String>, context: Context) -> Stop<String> { Stop(event.input) }
}

@Workflow
struct ByHand {
  typealias RunState = Shared
  @Step func only(_ event: Start<String>, context: Context) -> Stop<Int> { Stop(context.store.count) }
}

func check() {
  let _: Shared.Type = WithAlias.RunState.self
  let _: NoState.Type = WithAnother.RunState.self
  let _: NoState.Type = WithAnotherAlias.RunState.self
  let _: Shared.Type = ByHand.RunState.self
}
