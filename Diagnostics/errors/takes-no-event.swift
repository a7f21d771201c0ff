import Workflows

struct NoEvent {}
typealias Words = [String]

@Workflow
struct JokeFlow {
  @Step func first(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step func text(_ text: String) -> Stop<String> { Stop(text) }
  @Step func pair(_ pair: (Int, Int)) -> Stop<String> { Stop("") }
}

@Workflow
struct Another {
  @Step func first(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step func own(_ own: NoEvent) -> Stop<String> { Stop("") }
  @Step func words(_ words: Words) -> Stop<String> { Stop("") }
}
// expected:
// 9:27: error: step 'text' takes 'String', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
// 10:27: error: step 'pair' takes '(Int, Int)', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
// 16:25: error: step 'own' takes 'NoEvent', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
// 17:29: error: step 'words' takes 'Words', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
