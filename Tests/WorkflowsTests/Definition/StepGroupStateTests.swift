#if Macros
import Testing
import Workflows
import WorkflowsTesting

@Suite("The state of a group", .mayNotHang)
struct StepGroupStateTests {
  struct Word: Event { var text: String }
  struct Counted: Event { var count: Int }

  @StepGroup
  struct Counting {
    struct State: WorkflowState, Hashable {
      var words: [String] = []
      var failures = 0
    }
    @Step(numWorkers: 8) func count(_ word: Word, context: Context) -> Counted {
      context.store.edit { $0.words.append(word.text) }
      try? context.store.edit { state in
        state.words = []
        state.failures += 1
        throw Boom()
      }
      return Counted(count: context.store.words.count)
    }
  }

  @StepGroup
  struct Wrapping {
    struct State: WorkflowState, Hashable {
      var counting = Counting.State()
      var own = 0
    }
    @Steps(state: \State.counting) var counting = Counting()
    @Step func see(_ word: Word, context: Context) { context.store.edit { $0.own += 1 } }
  }

  @Workflow
  struct Reading {
    struct State: WorkflowState, Hashable {
      var counting = Counting.State()
      var ends = 0
    }
    @Steps(state: \State.counting) var counting = Counting()
    @Step func read(_ event: Start<[String]>) -> [Word] { event.input.map { Word(text: $0) } }
    @Step func end(_ counted: [Counted], context: Context) -> Stop<[String]> {
      context.store.edit { $0.ends += 1 }
      return Stop(context.store.counting.words.sorted())
    }
  }

  @Workflow
  struct ReadingTwice {
    struct State: WorkflowState, Hashable { var wrapping = Wrapping.State() }
    @Steps(state: \State.wrapping) var wrapping = Wrapping()
    @Step func read(_ event: Start<[String]>) -> [Word] { event.input.map { Word(text: $0) } }
    @Step func end(_ counted: [Counted], context: Context) -> Stop<Int> {
      Stop(context.store.wrapping.counting.words.count)
    }
  }

  @Test func `is a part of its workflow's state, and an edit that throws leaves it alone`() async throws {
    try await inLab { lab in
      let handler = lab.run(Reading(), ["b", "a"])
      let result = try await handler.result
      #expect(result == ["a", "b"])
      #expect(Set(handler.state.counting.words) == ["a", "b"])
      #expect(handler.state.counting.failures == 0)
      #expect(handler.state.ends == 1)
    }
  }

  @Test func `loses no edit of steps that run at once`() async throws {
    try await inLab { lab in
      let words = (1...500).map { "\($0)" }
      let result = try await lab.run(Reading(), words).result
      #expect(result == words.sorted())
    }
  }

  @Test func `is carried over with that of the workflow`() async throws {
    try await inLab { lab in
      let first = lab.run(Reading(), ["a"])
      _ = try await first.result
      let second = try await lab.run(Reading(), ["b"], state: first.state).result
      #expect(second == ["a", "b"])
    }
  }

  @Test func `may be a part of that of another group`() async throws {
    try await inLab { lab in
      let handler = lab.run(ReadingTwice(), ["a", "b", "c"])
      let result = try await handler.result
      #expect(result == 3)
      #expect(handler.state.wrapping.own == 3)
    }
  }
}
#endif
