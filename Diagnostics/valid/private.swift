import Workflows

private struct Begin: StartEvent {}
private struct Joke: Event {}

@Workflow
private struct JokeFlow {
  @Step func generate(_ event: Begin) -> Joke { Joke() }
  @Step func critique(_ joke: Joke) -> Stop<String> { Stop("") }
}

@Workflow
fileprivate struct Another {
  private struct Hidden: Event {}
  @Step private func generate(_ event: Begin) -> Hidden { Hidden() }
  @Step private func critique(_ joke: Hidden) -> Stop<String> { Stop("") }
}
