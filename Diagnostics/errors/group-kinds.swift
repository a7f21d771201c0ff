// What can be no group.
import Workflows

@StepGroup enum Kinds {
  @Step func search(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@StepGroup protocol SomeGroup {}

@StepGroup class Class {
  @Step func search(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@Workflow @StepGroup struct Both {
  @Step func search(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@StepGroup struct Empty {}

@StepGroup struct Own {
  static let steps = 3
  @Step func search(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@StepGroup struct Broken {
  @Step func search(_ event: String) -> Stop<String> { Stop("") }
}

@StepGroup struct Types {
  @Step func search(_ event: Class) -> Either<Class, WorkflowCancelledEvent> { .first(Class()) }
  @Step func stop(_ event: Stop<Int>) {}
}

@StepGroup struct Misspelled {
  @Step func search(_ event: Jok) {}
}

@StepGroup struct Handling {
  @Step func search(_ event: Start<Int>) -> Stop<Int> { Stop(0) }
  @CatchError(for: "serch") func recover(_ failure: StepFailedEvent) -> Stop<Int> { Stop(0) }
}

func local() {
  @StepGroup struct Local {
    @Step func search(_ event: Start<String>) -> Stop<String> { Stop("") }
  }
}
// expected:
// 4:1: error: 'Kinds' is an enum, which '@StepGroup' cannot make a group of steps; attach it to a struct, a final class or an actor
// 8:1: error: 'SomeGroup' is a protocol, which '@StepGroup' cannot make a group of steps; attach it to a struct, a final class or an actor
// 10:18: error: class 'Class' must be 'final' to be a group of steps
// 14:11: error: 'Both' is a workflow; a group of steps is a type of its own, which workflows have
// 18:1: error: group 'Empty' has no steps; mark its methods with '@Step'
// 21:14: error: 'steps' is what '@StepGroup' makes of the steps of 'Own'; give this property another name
// 26:30: error: step 'search' takes 'String', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
// 30:54: error: step 'search' returns 'WorkflowCancelledEvent', which only the runtime does; throw an error instead
// 31:28: error: step 'stop' takes 'Stop<Int>', which ends the run and is never delivered to a step
// 30:40: error: type 'Class' does not conform to protocol 'StepInput'
// 35:30: error: cannot find type 'Jok' in scope
// 35:30: error: cannot find type 'Jok' in scope
// 40:20: error: step 'recover' handles failures of 'serch', which is no step of the group; its steps are 'search'
// in an expansion: error: type 'Class' does not conform to protocol 'StepInput'
// 30:30: error: step 'search' takes 'Class', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
// 30:47: error: step 'search' returns 'Class', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
// in an expansion: error: cannot find type 'Jok' in scope
// 35:30: error: cannot find type 'Jok' in scope
// 44:3: error: 'Local' is declared within a function, where '@StepGroup' cannot work; move it out
// 44:21: error: local type cannot have attached extension macro
