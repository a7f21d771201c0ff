// macros on top of macros, nested workflows, actors with isolated steps, global actors
import Workflows
@globalActor actor Disk { static let shared = Disk() }
@Workflow
struct Parent {
  @Workflow struct Child {
    struct Ev: Event {}
    @Step func a(_ e: Start<Int>) -> Ev { Ev() }
    @Step func b(_ e: Parent.Child.Ev) -> Stop<Int> { Stop(2) }
  }
  struct Ev: Event {}
  @Disk @Step func a(_ e: Start<Int>) -> Ev { Ev() }
  @Step @Disk func b(_ e: Ev) async -> Child.Ev { Child.Ev() }
  @Step func c(_ e: Child.Ev) -> Stop<Int> { Stop(2) }
  @Step nonisolated(nonsending) func d(_ e: Child.Ev) async -> Stop<Int> { Stop(2) }
  @Step @concurrent func f(_ e: Child.Ev) async -> Stop<Int> { Stop(2) }
}
@Workflow
@Disk struct OnDisk {
  @Step func a(_ e: Start<Int>) -> Stop<Int> { Stop(1) }
}
