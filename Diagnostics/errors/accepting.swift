import Workflows

protocol Report: Event {}
struct Loading: Report {}
struct Training: Event {}
struct Never: Report {}
struct Text {}
let loading: any Event.Type = Loading.self

@Workflow
struct Watching {
  @Step func load(_ event: Start<Int>) -> Either<Loading, Training> { .first(Loading()) }
  @Step(accepting: Loading.self, Training.self) func other(_ report: any Report) {}
  @Step(accepting: Loading.self, Training.self) func stop(_ event: any Event) -> Stop<Int> { Stop(1) }
}

@Workflow
struct Waiting {
  @Step func load(_ event: Start<Int>) -> Loading { Loading() }
  @Step(accepting: Loading.self, Never.self) func stop(_ report: any Report) -> Stop<Int> { Stop(1) }
}

@Workflow
struct Wrong {
  @Step func load(_ event: Start<Int>) -> Loading { Loading() }
  @Step(accepting: loading) func variable(_ report: any Report) {}
  @Step(accepting: Loading.self, Never.self) func two(_ report: any Report, _ other: any Report) {}
  @Step func stop(_ event: Loading) -> Stop<Int> { Stop(1) }
}
// expected:
// 26:20: error: 'accepting:' of step 'variable' needs types that are written out, such as 'Loading.self'
// 27:54: error: step 'two' has 'accepting:'; let it take one parameter, which all of these events are
// 13:34: error: return expression of type 'Training' does not conform to 'Report'
// 20:34: error: step 'stop' takes 'Never', but no step of 'Waiting' produces it
