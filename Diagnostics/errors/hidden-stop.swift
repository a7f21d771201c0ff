import Workflows

struct Essay: Event { var text: String }
@EventUnion enum Review { case again(Essay), accept(Stop<String>) }

@Workflow
struct Reflection {
  @Step func write(_ event: Start<String>) -> Essay { Essay(text: event.input) }
  @Step func review(_ essay: Essay) -> Review { .again(essay) }
}
// expected:
// 9:40: error: cannot see which event stops 'Reflection', because 'Review' is declared elsewhere; write '@Workflow(stop: Stop<…>.self)'
