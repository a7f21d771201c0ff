// What a handler of failures cannot be.
import Workflows

struct Page: Event { var text = "" }

@Workflow
struct Reading {
  @Step func fetch(_ event: Start<Int>) -> Page { Page() }
  @Step func read(_ page: Page) -> Stop<Int> { Stop(0) }
  @CatchError(for: "fetsch", "read") func first(_ failure: StepFailedEvent) -> Page { Page() }
  @CatchError(for: "first", "read", maxRecoveries: 0) func second(_ failure: StepFailedEvent) -> Page { Page() }
  @CatchError func third(_ failure: StepFailedEvent) -> Page { Page() }
  @CatchError func fourth(_ failure: StepFailedEvent) -> Page { Page() }
}

@Workflow
struct Takes {
  @Step func fetch(_ event: Start<Int>) -> Page { Page() }
  @Step func read(_ page: Page) -> Stop<Int> { Stop(0) }
  @CatchError func wrong(_ failure: Page) -> Stop<Int> { Stop(0) }
  @CatchError(for: "read") func many(_ failure: StepFailedEvent, _ page: Page) -> Stop<Int> { Stop(0) }
  @Step func unmarked(_ failure: StepFailedEvent) -> Stop<Int> { Stop(0) }
}
// expected:
// 10:20: error: step 'first' handles failures of 'fetsch', which is no step of the workflow; its steps are 'fetch', 'read'
// 11:20: error: step 'second' handles failures of 'first', which is a handler itself; its failures end the run
// 13:20: error: steps 'third', 'fourth' all handle the failures of every step; name the steps of all but one
// 11:29: error: failures of 'read' are handled by both 'first' and 'second'; let one do it
// 11:52: error: step 'second' has 'maxRecoveries: 0'; give at least 1
// 22:34: error: step 'unmarked' takes 'StepFailedEvent' but is no handler; mark it with '@CatchError'
// 20:37: error: step 'wrong' is marked with '@CatchError'; let it take a 'StepFailedEvent' and nothing else
// 21:49: error: step 'many' is marked with '@CatchError'; let it take a 'StepFailedEvent' and nothing else
