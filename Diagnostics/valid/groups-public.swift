// Groups that others see, with events that they do not.
public import Workflows

public struct Query: Event { public init() {} }
public struct Hit: Event { public init() {} }
struct Hidden: Event {}
package struct Half: Event {}

@StepGroup
public struct Retrieval {
  public struct State: WorkflowState {
    public var count = 0
    public init() {}
  }
  struct Inner: Event {}

  public init() {}
  @Step public func search(_ query: Query) -> [Hit] { [] }
  @Step func hide(_ hits: [Hit]) -> Hidden { Hidden() }
  @Step func half(_ hidden: Either<Hidden, Inner>) -> Half { Half() }
}

@StepGroup
package struct Halves {
  @Step package func half(_ half: Half) -> Hit { Hit() }
}

public enum Space {}

public extension Space {
  @StepGroup
  actor Inside {
    public init() {}
    @Step func only(_ hit: Hit) {}
  }
}

@Workflow
public final class Public {
  public struct State: WorkflowState {
    public var retrieval = Retrieval.State()
    public init() {}
  }
  public init() {}
  @Steps(state: \State.retrieval) public let retrieval = Retrieval()
  @Steps let halves = Halves()
  @Steps private let inside = Space.Inside()
  @Step public func ask(_ event: Start<Int>) -> Query { Query() }
  @Step public func answer(_ hit: Hit) -> Stop<Int> { Stop(0) }
}

public func steps() -> [StepDefinition<Space.Inside>] { Space.Inside.steps }
