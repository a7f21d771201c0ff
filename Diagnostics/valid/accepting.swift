import Workflows

protocol Report: Event { var percent: Int { get } }
struct Loading: Report { var percent: Int }
struct Training: Report { var percent: Int }
class Base: Event, @unchecked Sendable {}
final class Derived: Base, @unchecked Sendable {}
typealias AnyReport = any Report

enum Outside {
  struct Testing: Report { var percent: Int }
}

extension SharedLimit {
  static let gpu = SharedLimit("gpu", permits: 2)
}

@Workflow
struct Watching {
  @Step func load(_ event: Start<Int>) -> Loading { Loading(percent: event.input) }
  @Step(priority: -1, limit: .gpu) func train(_ event: Loading) -> [Training] { [Training(percent: 1)] }
  @Step func measure(_ event: Training) -> Outside.Testing { Outside.Testing(percent: 2) }
  @Step(accepting: Loading.self, Training.self, numWorkers: 1, sends: Derived.self)
  func watch(_ report: any Report, context: Context) { context.sendEvent(Derived()) }
  @Step(accepting: Loading.self, Outside.Testing.self) func again(report: AnyReport) {}
  @Step(accepting: Derived.self) func base(_ base: Base) {}
  @Step(accepting: Training.self, Outside.Testing.self)
  func stop(_ reports: [any Report]) -> Stop<Int> { Stop(reports.count) }
}

private struct Hidden: Report { var percent: Int }

@StepGroup
struct Watcher {
  @Step(accepting: Loading.self, Outside.Testing.self) func look(_ report: any Report) {}
  @Step(accepting: Training.self, Hidden.self) func see(_ report: any Report) -> Derived { Derived() }
  @Step func train(_ event: Loading) -> Training { Training(percent: 1) }
  @Step(external: true) fileprivate func hide(_ event: Training) -> Hidden { Hidden(percent: 1) }
}

@Workflow
struct Watched {
  @Steps var watcher = Watcher()
  @Step func load(_ event: Start<Int>) -> Loading { Loading(percent: event.input) }
  @Step func test(_ event: Loading) -> Outside.Testing { Outside.Testing(percent: 1) }
  @Step(accepting: Derived.self) func stop(_ base: Base) -> Stop<Int> { Stop(1) }
}
