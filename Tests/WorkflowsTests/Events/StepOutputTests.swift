import Testing
import Workflows

@Suite("What a step returns", .mayNotHang)
struct StepOutputTests {
  typealias Either3 = Either<Number, Either<Text, Stop<String>>>

  /// The events of a value as text.
  private func emitted(_ output: some StepOutput) -> String {
    switch output.emissions() {
    case .none: "none"
    case .one(let event): "\(type(of: event).eventName)"
    case .list(let events): "[\(events.map { type(of: $0).eventName }.joined(separator: ", "))]"
    }
  }

  @Test func `is nothing for nil`() {
    #expect(emitted(Number?.none) == "none")
    #expect(emitted(Number?.some(Number(n: 1))) == "Number")
    #expect(names(Number?.producedEvents) == ["Number"])
  }

  @Test func `is a list for an array, in its order, also if it is empty`() {
    #expect(emitted([Number(n: 1), Number(n: 2)]) == "[Number, Number]")
    #expect(emitted([Number]()) == "[]")
    #expect(names([Number].producedEvents) == ["Number"])
  }

  @Test func `leaves out the nils of an array and flattens arrays of arrays`() {
    #expect(emitted([Number(n: 1), nil, Number(n: 2)]) == "[Number, Number]")
    #expect(emitted([[Number(n: 1)], [], [Number(n: 2), Number(n: 3)]]) == "[Number, Number, Number]")
  }

  @Test func `is the event of whichever side a union has`() {
    #expect(emitted(Either3.first(Number(n: 1))) == "Number")
    #expect(emitted(Either3.second(.first(Text(text: "x")))) == "Text")
    #expect(emitted(Either3.second(.second(Stop("x")))) == "StopEvent")
    #expect(names(Either3.producedEvents) == ["Number", "Text", "StopEvent"])
    #expect(emitted([Either3.first(Number(n: 1)), .second(.first(Text(text: "x")))]) == "[Number, Text]")
    #expect(emitted(Either3?.none) == "none")
  }

  @Test func `may be an optional array, whose nil is nothing and whose emptiness is a list`() {
    #expect(emitted([Number]?.none) == "none")
    #expect(emitted([Number]?.some([])) == "[]")
  }
}

@Suite("A union", .mayNotHang)
struct EventUnionTests {
  typealias Three = Either<Number, Either<Text, Answer>>

  @Test func `accepts the events of all of its sides, and no other`() {
    #expect(names(Three.acceptedEvents) == ["Number", "Text", "Answer"])
    if case .first(let number)? = Three.accept(Number(n: 3)) {
      #expect(number.n == 3)
    } else {
      Issue.record("Number was not accepted")
    }
    if case .second(.second(let answer))? = Three.accept(Answer(text: "yes")) {
      #expect(answer.text == "yes")
    } else {
      Issue.record("Answer was not accepted")
    }
    #expect(Three.accept(Progress(msg: "x")) == nil)
  }

  /// A union written by hand, as `@EventUnion` would make it.
  enum Verdict: EventUnion {
    case again(Number)
    case accepted(Stop<String>)

    static var producedEvents: [any Event.Type] { [Number.self, Stop<String>.self] }
    static var acceptedEvents: [any Event.Type] { [Number.self, Stop<String>.self] }

    static func accept(_ event: any Event) -> Verdict? {
      if let number = Number.accept(event) { return .again(number) }
      if let stop = Stop<String>.accept(event) { return .accepted(stop) }
      return nil
    }

    consuming func emissions() -> Emissions {
      switch self {
      case .again(let number): number.emissions()
      case .accepted(let stop): stop.emissions()
      }
    }
  }

  @Test func `written by hand is a step's output like any other`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("verdicts", input: Start<Int>.self, output: String.self) {
        Step("begin") { (event: Start<Int>, _) in Number(n: event.input) }
        Step("judge") { (event: Number, _) -> Verdict in
          event.n > 0 ? .again(Number(n: event.n - 1)) : .accepted(Stop("done"))
        }
      }
      try workflow.validate()
      let result = try await lab.run(workflow, 3).result
      #expect(result == "done")
    }
  }
}
