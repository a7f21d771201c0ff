import Workflows

@Workflow
struct JokeFlow {
  private struct Begin: StartEvent {}
  fileprivate struct State: WorkflowState { var count = 0 }
  @Step private func generate(_ event: Begin) -> Stop<String> { Stop("") }
}

@Workflow
public struct Public {
  struct Report: StopEvent {}
  @Step func generate(_ event: Start<String>) -> Report { Report() }
}
// expected:
// 5:18: error: 'Begin' is less visible than 'JokeFlow', whose callers need it; give it the same access level
// 6:22: error: 'State' is less visible than 'JokeFlow', whose callers need it; give it the same access level
// 12:10: error: 'Report' is less visible than 'Public', whose callers need it; give it the same access level
