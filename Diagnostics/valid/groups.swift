// Workflows composed of groups of steps.
import Workflows

struct Query: Event { var text: String }
struct Hit: Event { var text: String }
struct Ranked: Event { var text: String }
struct Log: Event { var line: String }
struct Ask: InputRequiredEvent {}
struct Reply: HumanResponseEvent {}
typealias AnotherQuery = Query

@StepGroup
struct Retrieval {
  var index = ["whale"]
  @Step(numWorkers: 2, retry: .constantDelay(.seconds(1)), timeout: .seconds(2))
  func search(_ query: Query, context: Context) async throws -> [Hit] { index.map { Hit(text: $0 + query.text) } }
  @Step func again(_ query: AnotherQuery) {}
  @Step func rank(_ hits: [Hit]) -> Ranked { Ranked(text: hits[0].text) }
  @CatchError(for: "search") func recover(_ failure: StepFailedEvent) -> Hit { Hit(text: "") }
}

@Workflow
struct Answering {
  @Steps var retrieval = Retrieval(index: [])
  @Step func ask(_ event: Start<String>) -> Query { Query(text: event.input) }
  @Step func answer(_ ranked: Ranked) -> Stop<String> { Stop(ranked.text) }
}

// A group's array is collected by the workflow, and the other way round.
@StepGroup
final class Splitting {
  @Step func split(_ query: Query) -> [Hit] { [] }
}

@Workflow
actor Collecting {
  @Steps var splitting = Splitting()
  @Step func ask(_ event: Start<String>) -> Query { Query(text: event.input) }
  @Step func join(_ hits: [Hit]) -> Stop<Int> { Stop(hits.count) }
}

// The ends are in groups alone.
@StepGroup
actor Whole {
  @Step func begin(_ event: Start<Int>) -> Stop<String> { Stop("") }
}

@Workflow(start: Start<Int>.self, stop: Stop<String>.self)
struct NothingElse {
  @Steps let whole: Whole
}

// State, sends, waits, a question, a generic group, and a group in a group.
@StepGroup
struct Asking<Value: Codable & Sendable> {
  struct State: WorkflowState { var asked = 0 }
  struct Asked: Event { var value: Value }
  @Step(sends: Log.self) func begin(_ query: Query, context: Context) -> Ask {
    context.store.edit { $0.asked += 1 }
    context.sendEvent(Log(line: "asks"))
    return Ask()
  }
  @Step func end(_ reply: Reply) -> Asked? { nil }
  @Step func log(_ log: Log) {}
}

@StepGroup
struct Outer {
  struct State: WorkflowState { var asking = Asking<Int>.State() }
  @Steps(state: \State.asking) var asking = Asking<Int>()
  @Step func pass(_ asked: Asking<Int>.Asked) -> Ranked { Ranked(text: "\(asked.value)") }
}

@Workflow
@MainActor
final class Nested {
  struct State: WorkflowState { var outer = Outer.State() }
  @Steps(state: \State.outer) var outer = Outer()
  @Step func ask(_ event: Start<String>) -> Query { Query(text: event.input) }
  @Step func answer(_ ranked: Ranked) -> Stop<String> { Stop(ranked.text) }
}

@Workflow
struct Generic<Value: Codable & Sendable> {
  struct State: WorkflowState { var asking = Asking<Value>.State() }
  @Step func ask(_ event: Start<String>) -> Query { Query(text: event.input) }
  @Steps(state: \State.asking) private var asking = Asking<Value>()
  @Step func answer(_ asked: Asking<Value>.Asked) -> Stop<Value> { Stop(asked.value) }
}

// A union that is declared elsewhere hides what a group takes; a private step's event is nobody else's.
@EventUnion enum Either3 { case query(Query), hit(Hit) }

@StepGroup
fileprivate struct Hiding {
  private struct Own: Event {}
  @Step private func take(_ event: Either3) -> Own { Own() }
  @Step private func own(_ own: Own) -> Ranked? { nil }
}

@Workflow
fileprivate struct Hidden {
  @Steps var hiding = Hiding()
  @Step func ask(_ event: Start<String>) -> Either<Query, Hit> { .first(Query(text: event.input)) }
  @Step func answer(_ ranked: Ranked) -> Stop<String> { Stop(ranked.text) }
}

// A group within its workflow, under names that are none of ours.
@Workflow
struct Around {
  @Workflows.StepGroup
  struct Inside {
    struct Output: Event {}
    @Step func `repeat`(_ query: Query, context: Context) -> Output { Output() }
    @Step func `say it`(_ query: Query, context: Inside.Context) {}
  }
  @Workflows.Steps var `default` = Inside() { didSet {} }
  @Step func ask(_ event: Start<String>, context: Context) -> Query { Query(text: event.input) }
  @Step func answer(_ output: Inside.Output) -> Stop<String> { Stop("") }
}
