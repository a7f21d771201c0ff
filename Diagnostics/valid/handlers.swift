// Steps that take the failures of others.
import Workflows

struct Page: Event { var text = "" }
struct Offline: Error {}

@Workflow
struct Reading {
  @Step func fetch(_ event: Start<Int>) throws -> [Page] { throw Offline() }
  @Step func read(_ page: Page) throws -> Stop<Int>? { nil }
  @Step func all(_ pages: [Page]) -> Stop<Int> { Stop(pages.count) }
  @CatchError(for: "fetch", "read", maxRecoveries: 3, sends: Page.self)
  func recover(_ failure: StepFailedEvent, context: Context) async throws -> [Page] { [Page()] }
  @CatchError func rest(failure: StepFailedEvent) -> Stop<Int> { Stop(0) }
}
