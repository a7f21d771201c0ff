#if Macros
import Testing
import Workflows
import WorkflowsTesting

@Suite("The steps of a group", .mayNotHang)
struct StepGroupTests {
  struct Query: Event { var text: String }
  struct Hit: Event { var text: String }

  @StepGroup
  struct Retrieval {
    var pages: [String]
    @Step func search(_ query: Query, context: Context) -> [Hit] {
      context.writeEventToStream(Progress(msg: context.stepName))
      return pages.filter { $0.contains(query.text) }.map { Hit(text: $0) }
    }
    @Step func rank(_ hits: [Hit]) -> Text { Text(text: hits.map(\.text).sorted().joined(separator: ", ")) }
  }

  @Workflow
  struct Answering {
    @Steps var retrieval: Retrieval
    @Step func ask(_ event: Start<String>) -> Query { Query(text: event.input) }
    @Step func answer(_ text: Text) -> Stop<String> { Stop(text.text) }
  }

  @Test func `run with the value that their workflow's value has`() async throws {
    try await inLab { lab in
      let handler = lab.run(Answering(retrieval: Retrieval(pages: ["whale", "white whale", "ship"])), "whale")
      let result = try await handler.result
      #expect(result == "whale, white whale")
      let steps = await handler.streamEvents().of(Progress.self).reduce(into: []) { $0.append($1.msg) }
      #expect(steps == ["search"])
      let other = try await lab.run(Answering(retrieval: Retrieval(pages: ["a ship"])), "ship").result
      #expect(other == "a ship")
    }
  }

  @Workflow
  struct Shouting {
    @Step func ask(_ event: Start<[String]>) -> [Query] { event.input.map { Query(text: $0) } }
    @Steps let retrieval = Retrieval(pages: ["one", "two", "three"])
    @Step func shout(_ texts: [Text]) -> Stop<[String]> { Stop(texts.map { $0.text.uppercased() }.sorted()) }
  }

  @Test func `are those of every workflow that has the group`() async throws {
    try await inLab { lab in
      let result = try await lab.run(Shouting(), ["o", "t"]).result
      #expect(result == ["ONE, TWO", "THREE, TWO"])
    }
  }

  struct Part: Event { var n: Int }
  struct Done: Event { var n: Int }

  @StepGroup
  struct Collecting {
    @Step func collect(_ parts: [Part]) -> Done { Done(n: parts.map(\.n).reduce(0, +)) }
  }

  @StepGroup
  struct Splitting {
    @Step func split(_ number: Number) -> [Part] { (1...number.n).map { Part(n: $0) } }
  }

  @Workflow
  struct CollectedByAGroup {
    @Steps var collecting = Collecting()
    @Step func split(_ event: Start<Int>) -> [Part] { (1...event.input).map { Part(n: $0) } }
    @Step func end(_ done: Done) -> Stop<Int> { Stop(done.n) }
  }

  @Workflow
  struct CollectedFromAGroup {
    @Steps var splitting = Splitting()
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: event.input) }
    @Step func end(_ parts: [Part]) -> Stop<Int> { Stop(parts.count) }
  }

  @Workflow
  struct FromOneToAnother {
    @Steps var collecting = Collecting()
    @Steps var splitting = Splitting()
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: event.input) }
    @Step func end(_ done: Done) -> Stop<Int> { Stop(done.n) }
  }

  @Test func `collect what others return in an array, and the other way round`() async throws {
    try await inLab { lab in
      let byGroup = try await lab.run(CollectedByAGroup(), 4).result
      #expect(byGroup == 10)
      let fromGroup = try await lab.run(CollectedFromAGroup(), 4).result
      #expect(fromGroup == 4)
      let between = try await lab.run(FromOneToAnother(), 4).result
      #expect(between == 10)
    }
  }

  @EventUnion enum Choice { case left(Left), right(Right) }

  @StepGroup
  struct Everything {
    @Step(sends: Part.self)
    func choose(_ number: Number, context: Context) -> Choice {
      context.sendEvent(Part(n: 100))
      return number.n > 0 ? .left(Left(n: number.n)) : .right(Right(n: number.n))
    }
    @Step(waits: Answer.self)
    func wait(_ choice: Choice, context: Context) async throws -> Done {
      let answer = try await context.waitForEvent(Answer.self, waiterEvent: Question(text: "?"))
      return Done(n: answer.text.count)
    }
    @Step(retry: .constantDelay(.seconds(10), maxAttempts: 3), timeout: .seconds(5))
    func both(_ part: Part, _ done: Done, context: Context) async throws -> Text {
      if context.attempt == 1 { throw Boom() }
      if context.attempt == 2 { try await context.sleep(for: .seconds(7)) }
      return Text(text: "\(part.n) \(done.n) \(context.attempt)")
    }
  }

  @Workflow
  struct Everywhere {
    @Steps let everything = Everything()
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: event.input) }
    @Step func end(_ text: Text) -> Stop<String> { Stop(text.text) }
  }

  @Test func `send, wait, take unions and several events, retry, and time out`() async throws {
    try await replay([]) { simulation in
      let handler = simulation.run(Everywhere(), 1)
      for await _ in handler.streamEvents().of(Question.self) { try handler.sendEvent(Answer(text: "four")) }
      let result = try await handler.result
      simulation.expect(result == "100 4 3", result)
    }
  }

  @StepGroup
  struct Inner {
    var add: Int
    @Step func inner(_ number: Number) -> Part { Part(n: number.n + add) }
  }

  @StepGroup
  struct Outer {
    @Steps var inner: Inner
    @Step func outer(_ part: Part) -> Done { Done(n: part.n * 2) }
  }

  @Workflow
  struct Nested {
    @Steps var group: Outer
    @Step func begin(_ event: Start<Int>) -> Number { Number(n: event.input) }
    @Step func end(_ done: Done) -> Stop<Int> { Stop(done.n) }
  }

  @Test func `are also those of the groups that the group has`() async throws {
    try await inLab { lab in
      let result = try await lab.run(Nested(group: Outer(inner: Inner(add: 3))), 4).result
      #expect(result == 14)
    }
  }

  @StepGroup
  struct Generic<Value: Codable & Sendable> {
    struct Item: Event { var value: Value }
    struct Made: Event { var values: [Value] }
    @Step func make(_ item: Item) -> Made { Made(values: [item.value, item.value]) }
  }

  @Workflow
  struct OfAny<Value: Codable & Sendable> {
    @Steps let generic = Generic<Value>()
    @Step func begin(_ event: Start<Value>) -> Generic<Value>.Item { .init(value: event.input) }
    @Step func end(_ made: Generic<Value>.Made) -> Stop<[Value]> { Stop(made.values) }
  }

  @Test func `may be generic`() async throws {
    try await inLab { lab in
      let numbers = try await lab.run(OfAny<Int>(), 1).result
      #expect(numbers == [1, 1])
      let texts = try await lab.run(OfAny<String>(), "a").result
      #expect(texts == ["a", "a"])
    }
  }
}
#endif
