import Testing
import Workflows

/// Events without a taker or a maker, steps that cannot run or lead nowhere; and each check waived.
@Suite("The graph", .mayNotHang)
struct GraphReachTests {
  typealias Steps = [Step<Start<Int>, Stop<Int>, NoState>]

  private func problems(
    skipping skips: Set<GraphCheck> = [], _ steps: Step<Start<Int>, Stop<Int>, NoState>...
  ) -> [String] {
    InlineWorkflow("w", input: Start<Int>.self, output: Int.self, options: .init(skipGraphChecks: skips)) {
      Step("begin") { (event: Start<Int>, _) in Stop(event.input) }
      for step in steps { step }
    }.definition.problems
  }

  private func orphan(_ skips: Set<GraphCheck> = []) -> Step<Start<Int>, Stop<Int>, NoState> {
    Step("orphan", skipGraphChecks: skips) { (event: Number, _) in Stop(event.n) }
  }

  private let noProducer = "step 'orphan' takes 'Number', but no step of 'w' produces it"
  private let noWay = "step 'orphan' can never run: nothing that leads to it starts from 'Start<Int>'"

  @Test func `needs somebody who produces what a step takes, and a way to the step`() {
    #expect(problems(orphan()) == [noProducer, noWay])
  }

  @Test func `lets each of the two be waived, for the step and for the workflow`() {
    #expect(problems(orphan([.missingProducer])) == [noWay])
    #expect(problems(orphan([.reachability])) == [noProducer])
    #expect(problems(orphan([.missingProducer, .reachability])) == [])
    #expect(problems(skipping: [.missingProducer], orphan()) == [noWay])
    #expect(problems(skipping: [.reachability], orphan()) == [noProducer])
    #expect(problems(skipping: [.missingProducer, .reachability], orphan()) == [])
  }

  @Test func `waives a check for no other step`() {
    let other = Step<Start<Int>, Stop<Int>, NoState>("other") { (event: Text, _) in Stop(1) }
    #expect(
      problems(orphan([.missingProducer, .reachability]), other) == [
        "step 'other' takes 'Text', but no step of 'w' produces it",
        "step 'other' can never run: nothing that leads to it starts from 'Start<Int>'",
      ])
  }

  @Test func `has what comes from outside from nobody`() {
    let answered = Step<Start<Int>, Stop<Int>, NoState>("answered") { (_: Answer, _) in Stop(1) }
    let hook = Step<Start<Int>, Stop<Int>, NoState>("hook", external: true) { (_: Number, _) in Stop(1) }
    #expect(problems(answered, hook) == [])
  }

  private func dangling(_ skips: Set<GraphCheck> = []) -> Step<Start<Int>, Stop<Int>, NoState> {
    Step("dangling", skipGraphChecks: skips) { (_: Start<Int>, _) in Either<Number, Stop<Int>>.first(Number(n: 1)) }
  }

  @Test func `needs somebody who takes what a step returns, unless waived`() {
    let message = "step 'dangling' returns 'Number', but no step of 'w' takes it"
    #expect(problems(dangling()) == [message])
    #expect(problems(dangling([.terminalEvent])) == [])
    #expect(problems(skipping: [.terminalEvent], dangling()) == [])
  }

  @Test func `needs nobody for what is for somebody outside`() {
    let ask = Step<Start<Int>, Stop<Int>, NoState>("ask") { (_: Start<Int>, _) in Question(text: "?") }
    #expect(problems(ask) == [])
  }

  private func circle(_ skips: Set<GraphCheck> = []) -> [Step<Start<Int>, Stop<Int>, NoState>] {
    [
      Step("in", skipGraphChecks: skips) { (_: Start<Int>, _) in Left(n: 1) },
      Step("there", skipGraphChecks: skips) { (event: Left, _) in Right(n: event.n) },
      Step("back", skipGraphChecks: skips) { (event: Right, _) in Left(n: event.n) },
    ]
  }

  @Test func `needs a way from every step to an end, unless waived`() {
    let message = "step 'there' leads nowhere: no stop event can follow from what it returns; nor from 2 before it"
    func problems(_ steps: Steps, skipping skips: Set<GraphCheck> = []) -> [String] {
      InlineWorkflow("w", input: Start<Int>.self, output: Int.self, options: .init(skipGraphChecks: skips)) {
        Step("begin") { (event: Start<Int>, _) in Stop(event.input) }
        for step in steps { step }
      }.definition.problems
    }
    #expect(problems(circle()) == [message])
    #expect(problems(circle([.deadEnd])) == [])
    #expect(problems(circle(), skipping: [.deadEnd]) == [])
  }

  @Test func `takes a step that returns nothing for an end`() {
    let log = Step<Start<Int>, Stop<Int>, NoState>("log") { (_: Start<Int>, _) in }
    let make = Step<Start<Int>, Stop<Int>, NoState>("make") { (_: Start<Int>, _) in Number(n: 1) }
    let logNumber = Step<Start<Int>, Stop<Int>, NoState>("log number") { (_: Number, _) in }
    #expect(problems(log) == [])
    #expect(problems(make, logNumber) == [])
  }

  @Test func `knows no dead end where the run may end at any time`() {
    let workflow = InlineWorkflow(
      "w", input: Start<Int>.self, output: Nothing.self, options: .init(termination: .implicit)
    ) {
      Step("a") { (_: Start<Int>, _) in Left(n: 1) }
      Step("b") { (event: Left, _) in event.n > 0 ? Right(n: 1) : nil }
      Step("c") { (event: Right, _) in event.n > 0 ? Left(n: 0) : nil }
    }
    #expect(workflow.definition.problems == [])
  }

  @Test func `counts what a step sends as what it returns`() {
    let send = Step<Start<Int>, Stop<Int>, NoState>("send", sends: Number.self) { (_: Start<Int>, _) in }
    #expect(problems(send, orphan()) == [])
  }

  @Test func `sees through optionals, arrays, unions and unions of parameters`() {
    let make = Step<Start<Int>, Stop<Int>, NoState>("a") { (_: Start<Int>, _) -> [Either<Number, Text>]? in nil }
    let take = Step<Start<Int>, Stop<Int>, NoState>("b") { (_: Either<Number, Text>, _) in }
    #expect(problems(make, take) == [])
  }

  @Test func `has no never-stops problem where that is waived`() {
    let workflow = InlineWorkflow(
      "w", input: Start<Int>.self, output: Int.self, options: .init(skipGraphChecks: [.terminalEvent])
    ) {
      Step("a") { (_: Start<Int>, _) in }
    }
    #expect(workflow.definition.problems == [])
  }

  @Test func `names its checks`() {
    #expect(
      [GraphCheck.reachability, .deadEnd, .terminalEvent, .missingProducer].map(\.description)
        == ["reachability", "deadEnd", "terminalEvent", "missingProducer"])
  }

  @Test func `needs somebody who asks what a step takes as a question, and who takes an answer that a step gives`() {
    let take = Step<Start<Int>, Stop<Int>, NoState>("take") { (_: Question, _) in Stop(1) }
    #expect(
      problems(take) == [
        "step 'take' takes 'Question', but no step of 'w' produces it",
        "step 'take' can never run: nothing that leads to it starts from 'Start<Int>'",
      ])
    let give = Step<Start<Int>, Stop<Int>, NoState>("give") { (_: Start<Int>, _) in
      Either<Answer, Stop<Int>>.first(Answer(text: ""))
    }
    #expect(problems(give) == ["step 'give' returns 'Answer', but no step of 'w' takes it"])
  }
}
