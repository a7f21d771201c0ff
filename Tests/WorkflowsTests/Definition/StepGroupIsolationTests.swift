#if Macros
import Testing
import Workflows
import WorkflowsTesting

@Suite("The isolation of a group", .mayNotHang)
struct StepGroupIsolationTests {
  struct More: Event { var n: Int }
  struct Sum: Event { var n: Int }

  @StepGroup
  struct Plain {
    var base: Int
    @Step func add(_ more: More) -> Sum { Sum(n: base + more.n) }
  }

  @StepGroup
  actor Account {
    private var total = 0
    @Step func add(_ more: More) -> Sum {
      total += more.n
      return Sum(n: total)
    }
  }

  @StepGroup
  final class Shared {
    let base: Int
    init(base: Int) { self.base = base }
    @Step func add(_ more: More) -> Sum { Sum(n: base + more.n) }
  }

  @StepGroup
  @MainActor
  final class OnMain {
    var total = 0
    @Step func add(_ more: More) -> Sum {
      MainActor.preconditionIsolated()
      total += more.n
      return Sum(n: total)
    }
  }

  @Workflow
  actor ActorWithGroup {
    @Steps var plain = Plain(base: 0)
    @Step func begin(_ event: Start<Int>) -> More {
      plain.base = 100
      return More(n: event.input)
    }
    @Step func end(_ sum: Sum) -> Stop<Int> { Stop(sum.n) }
  }

  @Test func `leaves the group of an actor to the actor, which may change it between steps`() async throws {
    try await inLab { lab in
      let result = try await lab.run(ActorWithGroup(), 5).result
      #expect(result == 105)
    }
  }

  @Workflow
  struct WithActor {
    @Steps let account: Account
    @Step func begin(_ event: Start<Int>) -> [More] { (1...event.input).map { More(n: $0) } }
    @Step func end(_ sums: [Sum]) -> Stop<Int> { Stop(sums.map(\.n).max() ?? 0) }
  }

  @Test func `of an actor keeps what its steps do apart`() async throws {
    try await inLab { lab in
      let account = Account()
      let first = try await lab.run(WithActor(account: account), 100).result
      #expect(first == 5050)
      let second = try await lab.run(WithActor(account: account), 1).result
      #expect(second == 5051)
    }
  }

  @Workflow
  final class Others {
    @Steps let shared: Shared
    init(shared: Shared) { self.shared = shared }
    @Step func begin(_ event: Start<Int>) -> More { More(n: event.input) }
    @Step func end(_ sum: Sum) -> Stop<Int> { Stop(sum.n) }
  }

  @Workflow
  @MainActor
  final class MainWithMain {
    @Steps var main = OnMain()
    nonisolated init() {}
    @Step func begin(_ event: Start<Int>) -> More { More(n: event.input) }
    @Step func end(_ sum: Sum) -> Stop<Int> { Stop(sum.n) }
  }

  @Test func `may be a class's or the main actor's`() async throws {
    try await inLab { lab in
      let shared = try await lab.run(Others(shared: Shared(base: 10)), 1).result
      #expect(shared == 11)
      let main = try await lab.run(MainWithMain(), 1).result
      #expect(main == 1)
    }
  }
}
#endif
