import Foundation
import Testing
import Workflows
import WorkflowsTesting

private struct Approval: Workflows.Question, Hashable {
  var amount: Int
  struct Answer: HumanResponseEvent, Hashable { var yes: Bool }
}

private struct Name: Workflows.Question {
  struct Answer: HumanResponseEvent { var text: String }
}

@Suite("A question", .mayNotHang)
struct QuestionTests {
  /// Asks for each of so many amounts at once whether it is approved, and adds those that are.
  private let approving = InlineWorkflow("approving", input: Start<Int>.self, output: Int.self) {
    Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
    Step("ask", numWorkers: 100) { (number: Number, context) -> Left? in
      try await context.ask(Approval(amount: number.n)).yes ? Left(n: number.n) : nil
    }
    Step("sum") { (lefts: [Left], _) in Stop(lefts.reduce(0) { $0 + $1.n }) }
  }

  @Test func `gets its own answer, in whatever order answers come`() async throws {
    try await simulate(seeds: 0..<200) { simulation in
      let handler = simulation.run(approving, 6)
      var open: [(Approval, QuestionID?)] = []
      for await record in handler.streamEvents().records {
        guard let question = record.event as? Approval else { continue }
        open.append((question, record.question))
        if open.count < 6 { continue }
        while !open.isEmpty {
          let (question, id) = open.remove(at: simulation.choose(0..<open.count))
          try handler.answer(question, .init(yes: question.amount % 2 == 0), id: id)
          await simulation.hop()
        }
      }
      let result = try await handler.result
      simulation.expect(result == 12, "\(result)")
    }
  }

  @Test func `without an id takes an answer if it is the only one of its type`() async throws {
    try await inLab { lab in
      let handler = lab.run(approving, 1)
      for await question in handler.streamEvents().of(Approval.self) {
        try handler.answer(question, .init(yes: true), id: nil)
      }
      let result = try await handler.result
      #expect(result == 1)
    }
  }

  @Test func `among several needs an id, and says so`() async throws {
    try await inLab { lab in
      let handler = lab.run(approving, 3)
      await asked(handler, 3)
      let error = #expect(throws: WorkflowError.self) { try handler.sendEvent(Approval.Answer(yes: true)) }
      #expect(error?.code == .ambiguousAnswer)
      #expect(error?.message.contains("3 questions of run '\(handler.runID)' of workflow 'approving' are open") == true)
      handler.cancelRun()
    }
  }

  @Test func `among several needs an id though its answers are declared, which keeps those that come early`()
    async throws
  {
    let workflow = InlineWorkflow("approving", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
      Step("ask", waits: Approval.Answer.self) { (number: Number, context) in
        Left(n: try await context.ask(Approval(amount: number.n), timeout: nil).yes ? number.n : 0)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n).reduce(0, +)) }
    }
    try await inLab { lab in
      let handler = lab.run(workflow, 2)
      await asked(handler, 2)
      let error = #expect(throws: WorkflowError.self) { try handler.sendEvent(Approval.Answer(yes: true)) }
      #expect(error?.code == .ambiguousAnswer)
      handler.cancelRun()
    }
  }

  @Test func `is answered once`() async throws {
    try await inLab { lab in
      let handler = lab.run(approving, 2)
      let ids = await asked(handler, 2)
      try #require(ids.count == 2)
      try handler.answer(Approval.Answer(yes: true), to: ids[0])
      let error = #expect(throws: WorkflowError.self) { try handler.answer(Approval.Answer(yes: true), to: ids[0]) }
      #expect(error?.code == .questionClosed)
      try handler.answer(Approval.Answer(yes: true), to: ids[1])
      let result = try await handler.result
      #expect(result == 3)
      let late = #expect(throws: WorkflowError.self) { try handler.answer(Approval.Answer(yes: true), to: ids[1]) }
      #expect(late?.code == .runEnded)
    }
  }

  @Test func `is not answered by what is for another run, for none, or of another type`() async throws {
    try await inLab { lab in
      let handler = lab.run(approving, 1)
      let other = lab.run(approving, 1)
      let id = await asked(handler, 1)[0]
      let otherID = await asked(other, 1)[0]
      #expect(code { try handler.answer(Approval.Answer(yes: true), to: otherID) } == .unknownQuestion)
      let later = QuestionID("\(handler.runID)/2")
      #expect(code { try handler.answer(Approval.Answer(yes: true), to: #require(later)) } == .unknownQuestion)
      let error = #expect(throws: WorkflowError.self) { try handler.answer(Name.Answer(text: "Ada"), to: id) }
      #expect(error?.code == .notAccepted)
      // Both are named 'Answer'.
      let names = error?.message.components(separatedBy: "'").filter { $0.hasSuffix(".Answer") } ?? []
      let ends = names.map { $0.split(separator: ".").suffix(2).joined(separator: ".") }
      #expect(ends == ["Approval.Answer", "Name.Answer"])
      #expect(code { try handler.sendEvent(Name.Answer(text: "Ada")) } == .notAccepted)
      for run in [handler, other] { run.cancelRun() }
    }
  }

  @Test func `is not open before it is asked, unless its answers are declared`() async throws {
    try await inLab { lab in
      let gate = Gate()
      func workflow(_ options: StepOptions) -> InlineWorkflow<Start<Int>, Stop<Bool>, NoState> {
        InlineWorkflow("w", output: Bool.self) {
          Step("ask", options) { (_: Start<Int>, context) in
            try await gate.pass()
            return Stop(try await context.ask(Approval(amount: 1)).yes)
          }
        }
      }
      let undeclared = lab.run(workflow(.init()), 0)
      let declared = lab.run(workflow(.init(waits: Approval.Answer.self)), 0)
      await gate.arrived(2)
      #expect(code { try undeclared.sendEvent(Approval.Answer(yes: true)) } == .notAccepted)
      try declared.sendEvent(Approval.Answer(yes: true))
      gate.open()
      let result = try await declared.result
      #expect(result)
      undeclared.cancelRun()
    }
  }

  @Test func `that is asked again by another attempt is the same one`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Bool.self) {
        Step("ask", .init(retry: .constantDelay(.zero, maxAttempts: 2), timeout: .after(.seconds(10)))) {
          (_: Start<Int>, context) in Stop(try await context.ask(Approval(amount: 1), timeout: nil).yes)
        }
      }
      let handler = lab.run(workflow, 0)
      let first = await asked(handler, 1)[0]
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      let both = await asked(handler, 2)
      #expect(both == [first, first])
      try handler.answer(Approval.Answer(yes: true), to: first)
      let result = try await handler.result
      #expect(result)
    }
  }

  @Test func `has an id that can travel as text`() throws {
    let id = try #require(QuestionID("run/7"))
    #expect(id.runID == "run" && "\(id)" == "run/7")
    #expect(QuestionID("a/b/12")?.runID == "a/b")
    for text in ["", "run", "run/", "/1", "run/0", "run/-1", "run/x"] { #expect(QuestionID(text) == nil, "\(text)") }
    #expect(try json([id]) == #"["run/7"]"#)
    #expect(try value([QuestionID].self, from: #"["run/7"]"#) == [id])
  }

  /// The ids of the first so many questions of a run, once they are asked.
  @discardableResult
  private func asked<W: Workflow>(_ handler: WorkflowHandler<W>, _ count: Int) async -> [QuestionID] {
    var ids: [QuestionID] = []
    for await record in handler.streamEvents().records {
      if let id = record.question { ids.append(id) }
      if ids.count == count { break }
    }
    return ids
  }

  private func code(_ body: () throws -> Void) -> WorkflowError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? WorkflowError)?.code
    }
  }
}
