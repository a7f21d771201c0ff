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
  static let gpu = SharedLimit("gpu", 2)
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
