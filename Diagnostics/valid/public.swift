public import Workflows

public struct Joke: Event {
  public var text: String
  public init(text: String) { self.text = text }
}

@EventUnion
public enum Verdict {
  case again(Joke)
  case accepted(_ stop: Stop<String>)
}

@Workflow(stop: Stop<String>.self)
public struct JokeFlow {
  public struct State: WorkflowState {
    public var count = 0
    public init() {}
  }

  public init() {}

  @Step public func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step func critique(_ joke: Joke) -> Verdict { .accepted(Stop(joke.text)) }
}

public enum Space {}

public extension Space {
  @Workflow
  final class Inside {
    public init() {}
    @Step func only(_ event: Start<Int>) -> Stop<Int> { Stop(event.input) }
  }
}

@inlinable
public func check() -> WorkflowDefinition<JokeFlow> {
  let _: JokeFlow.State.Type = JokeFlow.RunState.self
  return JokeFlow().definition
}

public func inside() -> WorkflowDefinition<Space.Inside> { Space.Inside().definition }
