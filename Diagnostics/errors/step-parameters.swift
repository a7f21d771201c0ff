import Workflows

struct A: Event {}
struct B: Event {}
protocol Animal: Event {}

@Workflow
struct JokeFlow {
  @Step func none() -> Stop<String> { Stop("") }
  @Step func onlyContext(context: Context) -> Stop<String> { Stop("") }
  @Step func two(_ a: A, _ b: B) -> Stop<String> { Stop("") }
  @Step func batch(_ a: [A]) -> Stop<String> { Stop("") }
  @Step func optional(_ a: A?) -> Stop<String> { Stop("") }
  @Step func change(_ a: inout A) -> Stop<String> { Stop("") }
  @Step func several(_ a: A...) -> Stop<String> { Stop("") }
  @Step func argument(_ a: A, named: String) -> Stop<String> { Stop("") }
  @Step func existential(_ a: any Animal) -> Stop<String> { Stop("") }
}
// expected:
// 9:18: error: step 'none' takes no event; add a parameter such as '_ event: Start<String>'
// 10:25: error: step 'onlyContext' takes no event; add a parameter such as '_ event: Start<String>'
// 13:28: error: a step takes one event; let 'optional' take 'A', which is there whenever it runs
// 14:26: error: a step cannot change the event that it takes; let 'change' take 'A'
// 15:27: error: a step takes its events in an array; let 'several' take '[A]'
// 16:38: error: step 'argument' takes 'String' beside its event, which nobody would pass; mark it with '@Resource', make it a property of the workflow, or give it a default value
// 17:31: error: a step takes one event; let 'existential' take an '@EventUnion' of the events that 'any Animal' stands for, or name them with 'accepting:'
