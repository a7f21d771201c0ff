import Workflows

struct Begin: StartEvent {}
struct Essay: Event {}
@EventUnion enum Trigger { case begin(Begin), again(Essay) }

@Workflow
struct Reflection {
  @Step func write(_ trigger: Trigger) -> Stop<String> { Stop("") }
}
// expected:
// 9:31: error: cannot see which event starts 'Reflection', because 'Trigger' is declared elsewhere; write '@Workflow(start: …)'
