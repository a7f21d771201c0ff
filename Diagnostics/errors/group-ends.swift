// Groups that start or stop a workflow, which the workflow then has to say.
import Workflows

struct Query: Event {}

@StepGroup
struct Begin {
  @Step func begin(_ event: Start<String>) -> Query { Query() }
}

@StepGroup
struct End {
  @Step func end(_ query: Query) -> Stop<String> { Stop("") }
}

@Workflow
struct NoStart {
  @Steps var begin = Begin()
  @Step func end(_ query: Query) -> Stop<String> { Stop("") }
}

@Workflow
struct NoStop {
  @Step func begin(_ event: Start<String>) -> Query { Query() }
  @Steps var end = End()
}

@Workflow(start: Start<Int>.self, stop: Stop<Int>.self)
struct Others {
  @Steps var begin = Begin()
  @Steps var end = End()
}

@Workflow(start: Start<String>.self, stop: Stop<String>.self)
struct Fine {
  @Steps var begin = Begin()
  @Steps var end = End()
}
// expected:
// 16:1: error: cannot see which event starts 'NoStart', because none of its own steps takes one; write '@Workflow(start: …)' if a group does
// 22:1: error: cannot see which event stops 'NoStop', because none of its own steps returns one; write '@Workflow(stop: Stop<…>.self)' if a group does
// 28:18: error: workflow 'Others' never starts: no step takes 'Start<Int>'
// 28:41: error: workflow 'Others' never stops: no step returns 'Stop<Int>'
