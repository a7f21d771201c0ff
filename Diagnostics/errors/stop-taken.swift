import Workflows

struct Report: StopEvent {}

@Workflow
struct JokeFlow {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
  @Step func after(_ event: Stop<String>) {}
}

@Workflow
struct Another {
  @Step func generate(_ event: Start<String>) -> Report { Report() }
  @Step func after(_ event: Report) {}
}
// expected:
// 8:29: error: step 'after' takes 'Stop<String>', which ends the run and is never delivered to a step
// 14:29: error: step 'after' takes 'Report', which ends the run and is never delivered to a step
