import Workflows

// A user's own types with the names that the macros' expansions would use.
struct Input {}
struct Output {}
struct Context {}
struct Step {}
struct Result {}
struct Emissions {}
struct StepDefinition {}
struct WorkflowOptions {}
struct SourceLocation {}
struct Void {}
struct Array {}
enum Optional {}

struct Begin: Workflows.StartEvent {}

@Workflow
struct Flow {
  struct State: Workflows.WorkflowState { var count = 0 }
  struct Event: Workflows.Event {}
  struct Start: Workflows.Event {}
  struct Stop: Workflows.StopEvent {}
  struct Input: Workflows.Event {}

  @Workflows.Step
  func begin(_ event: Begin, context: Context) -> Event? { nil }

  @Workflows.Step
  func middle(_ event: Event) -> [Start] { [Start()] }

  @Workflows.Step
  func join(_ event: Start) -> Input { Input() }

  @Workflows.Step
  func end(_ input: Input, context: WorkflowContext<Flow>) -> Stop {
    context.store.edit { $0.count += 1 }
    return Stop()
  }
}

func check() {
  let _: Flow.Stop.Type = Flow.StopEventType.self
  let _: Flow.State.Type = Flow.RunState.self
}
