import Workflows

private struct Begin: StartEvent {}
private struct Topic: Codable {}

@Workflow
struct JokeFlow {
  @Step private func generate(_ event: Begin) -> Stop<String> { Stop("") }
}

@Workflow
struct Another {
  @Step fileprivate func generate(_ event: Start<String>) -> Stop<Topic> { Stop(Topic()) }
}

struct Internal: StartEvent {}

@Workflow
public struct Public {
  @Step func generate(_ event: Internal) -> Stop<String> { Stop("") }
}
// expected:
// 8:64: error: method must be declared fileprivate because its parameter uses a private type
// 13:72: error: type alias must be declared fileprivate because its underlying type uses a private type
// 20:63: error: method cannot be declared public because its parameter uses an internal type
