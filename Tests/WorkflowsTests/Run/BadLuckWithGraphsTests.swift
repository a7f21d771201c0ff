import Testing
import Workflows
import WorkflowsTesting

/// Types that number others: a workflow of 500 steps needs as many types of events.
private protocol Digit: Sendable {}
private enum D0: Digit {}
private enum D1: Digit {}
private enum D2: Digit {}
private enum D3: Digit {}
private enum D4: Digit {}
private enum D5: Digit {}
private enum D6: Digit {}
private enum D7: Digit {}
private enum D8: Digit {}
private enum D9: Digit {}
private let digits: [any Digit.Type] = [
  D0.self, D1.self, D2.self, D3.self, D4.self, D5.self, D6.self, D7.self, D8.self, D9.self,
]

private struct Link<A: Digit, B: Digit, C: Digit>: Event { var n: Int }

private protocol AnyLink: Event {
  var n: Int { get }
  init(n: Int)
}
extension Link: AnyLink {}

private func link(_ number: Int) -> any AnyLink.Type {
  func open<A: Digit, B: Digit, C: Digit>(_: A.Type, _: B.Type, _: C.Type) -> any AnyLink.Type { Link<A, B, C>.self }
  let hundreds: any Digit.Type = digits[number / 100 % 10]
  let tens: any Digit.Type = digits[number / 10 % 10]
  let ones: any Digit.Type = digits[number % 10]
  return open(hundreds, tens, ones)
}

private typealias Chain = InlineWorkflow<Start<Int>, Stop<Int>, NoState>
private typealias ChainStep = Workflows.Step<Start<Int>, Stop<Int>, NoState>

/// A chain of so many steps, of which one may be missing.
private func chain(_ count: Int, without missing: Int? = nil) -> Chain {
  func begin<First: AnyLink>(_: First.Type) -> ChainStep {
    ChainStep("begin") { (event: Start<Int>, _) in First(n: event.input) }
  }
  func step<From: AnyLink, To: AnyLink>(_ number: Int, _: From.Type, _: To.Type) -> ChainStep {
    ChainStep("step \(number)") { (event: From, _) in To(n: event.n + 1) }
  }
  func end<Last: AnyLink>(_: Last.Type) -> ChainStep { ChainStep("end") { (event: Last, _) in Stop(event.n) } }
  return Chain("chain", output: Int.self) {
    begin(link(0))
    for number in 0..<count - 2 where number != missing { step(number, link(number), link(number + 1)) }
    end(link(count - 2))
  }
}

@Suite("Bad luck with graphs", .mayNotHang)
struct BadLuckWithGraphsTests {
  @Test func `is a chain of five hundred steps, which runs like any other`() async throws {
    let chain = chain(500)
    #expect(chain.definition.steps.count == 500)
    try chain.validate()
    try await inLab { lab in
      let result = try await lab.run(chain, 1).result
      #expect(result == 499)
    }
  }

  @Test func `is a gap in a chain of five hundred steps, which is named where it is, and once`() async throws {
    let error = #expect(throws: WorkflowError.self) { try chain(500, without: 250).validate() }
    #expect(
      error?.message == """
        workflow 'chain' cannot run:
          - step 'step 251' takes 'Link<D2, D5, D1>', but no step of 'chain' produces it
          - step 'step 249' returns 'Link<D2, D5, D0>', but no step of 'chain' takes it
          - step 'step 251' can never run: nothing that leads to it starts from 'Start<Int>'; nor can 247 after it
          - step 'step 249' leads nowhere: no stop event can follow from what it returns; nor from 250 before it
        """)
  }

  @Test func `is one event that five hundred steps take`() async throws {
    let workflow = InlineWorkflow(
      "wide", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(termination: .implicit)
    ) {
      for number in 0..<500 { Step("step \(number)") { (event: Start<Int>, _) in } }
    }
    try await inLab { lab in _ = try await lab.run(workflow, 1).result }
  }

  @Test func `is a join whose producer is cancelled before it returns, which the run says`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, context) in
        try await context.sleep(for: .seconds(10))
        return [Number(n: event.input)]
      }
      Step("join") { (numbers: [Number], _) in Stop(numbers.count) }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 1)
      try await simulation.sleep(for: .seconds(5))
      try handler.cancelSteps("fan")
      let error = await handler.failure() as? WorkflowError
      simulation.expect(error?.code == .stuck, "\(String(describing: error))")
    }
  }

  @Test func `is a join whose producer opens no batch, which the run says`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (_: Start<Int>, _) -> [Number]? in nil }
      Step("join") { (numbers: [Number], _) in Stop(numbers.count) }
    }
    try await inLab { lab in
      let error = await lab.run(workflow, 1).failure() as? WorkflowError
      #expect(error?.code == .stuck)
      #expect(error?.message.contains("'w'") == true)
      #expect(error?.message.contains("the last one, 'fan', returned nothing") == true, "\(error?.message ?? "")")
    }
  }

  @Test func `is a child that fails while the run around it is being cancelled`() async throws {
    let child = InlineWorkflow("child", input: Start<Int>.self, output: Int.self) {
      Step("fail") { (event: Start<Int>, context) -> Stop<Int> in
        do {
          try await context.sleep(for: .seconds(event.input))
        } catch {
          throw Boom(text: "while it is cancelled")
        }
        throw Boom()
      }
    }
    let outer = InlineWorkflow("outer", input: Start<Int>.self, output: Int.self) {
      Step("run") { (event: Start<Int>, context) in Stop(try await context.run(child, event.input, as: "child")) }
    }
    // Before, at, and after the moment at which the child fails.
    for second in [1, 2, 3] {
      try await simulate(seeds: 0..<50) { simulation in
        let handler = simulation.run(outer, 2)
        try await simulation.sleep(for: .seconds(second))
        handler.cancelRun()
        let error = await handler.failure()
        let wasCancelled = (error as? WorkflowError)?.code == .cancelled
        let failed = error as? Boom == Boom()
        simulation.expect(
          second == 1 ? wasCancelled : second == 3 ? failed : wasCancelled || failed, "\(String(describing: error))")
      }
    }
  }
}
