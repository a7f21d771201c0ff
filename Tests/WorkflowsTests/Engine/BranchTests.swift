import Testing
import Workflows
import WorkflowsTesting

@Suite("A branch", .mayNotHang)
struct BranchTests {
  /// Sends numbers in branches of their own; each takes ten times as many seconds, in two steps.
  private func branches(log: Recorder<String>) -> InlineWorkflow<Start<Int>, Stop<Nothing>, NoState> {
    InlineWorkflow(
      "branches", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(timeout: nil, termination: .implicit)
    ) {
      Step("fork", sends: Number.self) { (event: Start<Int>, context) in
        for n in 1...event.input { context.sendEvent(Number(n: n), branch: n % 2 == 0 ? "even" : "odd") }
      }
      Step("work", numWorkers: 2) { (number: Number, context) in
        do {
          try await context.sleep(for: .seconds(number.n * 10))
        } catch {
          log.append("\(number.n) is cancelled")
          throw error
        }
        return Left(n: number.n)
      }
      Step("end") { (left: Left, context) in
        try await context.sleep(for: .seconds(1))
        log.append("\(left.n) ends")
      }
    }
  }

  @Test func `is cancelled from outside with all that follows from it, and the others go on`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let handler = simulation.run(branches(log: log), 5)
      try await simulation.sleep(for: .seconds(15))
      handler.cancelBranch("even")
      handler.cancelBranch("none of this name")
      _ = try await handler.result
      // 1 until 11; 3 from 10; 2 is cancelled at 15 and makes room for 5.
      simulation.expect(simulation.clock.now == .seconds(66), "\(simulation.clock.now)")
    }
    #expect(log.values == ["1 ends", "2 is cancelled", "3 ends", "5 ends"])
  }

  @Test func `is cancelled from within, and who asks for it goes on but leads to nothing`() async throws {
    let log = Recorder<String>()
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fork", sends: Number.self, Text.self) { (event: Start<Int>, context) -> Right? in
        context.sendEvent(Number(n: 1), branch: "a")
        context.sendEvent(Number(n: 20), branch: "a")
        context.sendEvent(Text(text: "other"), branch: "b")
        return nil
      }
      Step("work") { (number: Number, context) -> Left in
        try await context.sleep(for: .seconds(number.n))
        context.cancelBranch("a")
        log.append("\(number.n) goes on")
        return Left(n: number.n)
      }
      Step("never") { (left: Left, _) -> Stop<Int> in Stop(left.n) }
      Step("other") { (_: Text, context) -> Right in
        try await context.sleep(for: .seconds(5))
        return Right(n: 7)
      }
      Step("stop") { (right: Right, _) in Stop(right.n) }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == 7, "\(result)")
      simulation.expect(simulation.clock.now == .seconds(5), "\(simulation.clock.now)")
    }
    #expect(log.values == ["1 goes on"])
  }

  /// A batch whose members each send what they bring in a branch.
  private func batch(_ cancels: String?) -> InlineWorkflow<Start<Int>, Stop<[Int]>, NoState> {
    InlineWorkflow("batch", input: Start<Int>.self, output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
      Step("split", sends: Text.self) { (number: Number, context) -> Left? in
        context.sendEvent(Text(text: "\(number.n)"), branch: "\(number.n)")
        return nil
      }
      Step("work") { (text: Text, context) -> Left in
        try await context.sleep(for: .seconds(Int(text.text) ?? 0))
        if text.text == "2", let cancels { context.cancelBranch(cancels) }
        return Left(n: Int(text.text) ?? -1)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n)) }
    }
  }

  @Test func `keeps the batch around it open, which collects from it as if it were none`() async throws {
    try await simulate(seeds: 0..<100) { simulation in
      let result = try await simulation.run(batch(nil), 4).result
      simulation.expect(result == [1, 2, 3, 4], "\(result)")
    }
  }

  @Test func `lets the batch around it complete without it once it is cancelled`() async throws {
    try await simulate(seeds: 0..<100) { simulation in
      let result = try await simulation.run(batch("4"), 4).result
      simulation.expect(result == [1, 2, 3], "\(result)")
      simulation.expect(simulation.clock.now == .seconds(3), "\(simulation.clock.now)")
    }
  }

  @Test func `takes the branches and batches within it along`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fork", sends: Number.self, Text.self) { (event: Start<Int>, context) -> Right in
        context.sendEvent(Number(n: 1), branch: "outer")
        return Right(n: 1)
      }
      Step("fan", sends: Text.self) { (number: Number, context) -> [Left] in
        context.sendEvent(Text(text: "inner"), branch: "inner")
        return [Left(n: 1), Left(n: 2)]
      }
      Step("member") { (left: Left, context) -> Answer in
        try await context.sleep(for: .seconds(100))
        return Answer(text: "\(left.n)")
      }
      Step("text") { (text: Text, context) -> Stop<Int> in
        try await context.sleep(for: .seconds(100))
        return Stop(1)
      }
      Step("join") { (answers: [Answer], _) in Stop(answers.count) }
      Step("right") { (right: Right, context) -> Stop<Int> in
        try await context.sleep(for: .seconds(10))
        context.cancelBranch("outer")
        try await context.sleep(for: .seconds(1_000))
        return Stop(right.n + 41)
      }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 0, timeout: .never)
      let result = try await handler.result
      simulation.expect(result == 42, "\(result)")
    }
  }

  @Test func `in a loop leaves nothing behind, however often one is within another`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow(
        "loop", input: Start<Int>.self, stop: Stop<Nothing>.self, options: .init(termination: .implicit)
      ) {
        Step("begin", sends: Number.self) { (event: Start<Int>, context) in
          context.sendEvent(Number(n: event.input), branch: "loop")
        }
        Step("loop", sends: Number.self) { (number: Number, context) in
          if number.n > 0 { context.sendEvent(Number(n: number.n - 1), branch: "loop") }
        }
      }
      _ = try await lab.run(workflow, 100_000).result
    }
  }

  @Test func `that has ended is not cancelled for the batch around it, though its losers still are`() async throws {
    let log = Recorder<String>()
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) -> [Either<Number, Left>] in [.first(Number(n: 1)), .second(Left(n: 2))] }
      Step("split", sends: Text.self) { (_: Number, context) in context.sendEvent(Text(text: ""), branch: "b") }
      Step("inner") { (_: Text, _) in [Right(n: 0), Right(n: 100)] }
      Step("race") { (right: Right, context) -> Answer in
        do {
          try await context.sleep(for: .seconds(right.n))
        } catch {
          log.append("the loser is cancelled at \(right.n)")
          throw error
        }
        return Answer(text: "")
      }
      Step("first", collect: .take(1)) { (_: [Answer], _) -> Progress? in nil }
      Step("slow") { (left: Left, context) -> Progress in
        try await context.sleep(for: .seconds(50))
        context.cancelBranch("b")
        try await context.sleep(for: .seconds(10))
        return Progress(msg: "")
      }
      Step("join") { (members: [Progress], _) in Stop(members.count) }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == 1, "\(result)")
      simulation.expect(simulation.clock.now == .seconds(60), "\(simulation.clock.now)")
    }
    #expect(log.values == ["the loser is cancelled at 100"])
  }

  @Test func `is no batch of the step that sent into it`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan", sends: Text.self) { (event: Start<Int>, context) -> [Number] in
        context.sendEvent(Text(text: ""), branch: "b")
        return [Number(n: 1)]
      }
      Step("work") { (number: Number, context) -> Left in
        try await context.sleep(for: .seconds(100))
        return Left(n: number.n)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
      Step("branch") { (_: Text, context) -> Stop<Int> in
        try context.cancelBatch(of: "fan")
        try await context.sleep(for: .seconds(1))
        return Stop(42)
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == 42, "\(result)")
    }
  }

  @Test func `does not part the events of a step with several parameters`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in [Number(n: event.input)] }
      Step("split", sends: Left.self, Right.self) { (number: Number, context) in
        context.sendEvent(Left(n: number.n), branch: "left")
        context.sendEvent(Right(n: number.n), branch: "right")
      }
      Step("pair") { (left: Left, right: Right, _) in Text(text: "\(left.n + right.n)") }
      Step("join") { (texts: [Text], _) in Stop(texts.count) }
    }
    try await simulate(seeds: 0..<50) { simulation in
      let result = try await simulation.run(workflow, 1).result
      simulation.expect(result == 1, "\(result)")
    }
  }

  @Test func `that begins with a question is asked in the stream, unless the batch around it is cancelled`()
    async throws
  {
    let workflow = InlineWorkflow("w", input: Start<Bool>.self, output: Int.self) {
      Step("fan") { (event: Start<Bool>, _) in [Number(n: event.input ? 1 : 0)] }
      Step("ask", sends: Question.self) { (number: Number, context) -> Left in
        if number.n == 1 { try context.cancelBatch() }
        context.sendEvent(Question(text: "in a branch"), branch: "b")
        context.sendEvent(Question(text: "sent"))
        return Left(n: 1)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
    }
    try await inLab { lab in
      let asked = await lab.run(workflow, false).all(Question.self)
      #expect(asked == [Question(text: "in a branch"), Question(text: "sent")])
      let dropped = await lab.run(workflow, true).all(Question.self)
      #expect(dropped == [])
    }
  }

  @Test func `an event that nobody takes ends its branch at once`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in [Number(n: event.input)] }
        Step("send") { (number: Number, context) -> Left in
          context.sendEvent(Text(text: "to nobody"), branch: "nobody")
          return Left(n: number.n)
        }
        Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 1)
    }
  }

  /// Cancels what it works in, and returns an array or sends an event all the same.
  private func ending(
    log: Recorder<String>, _ cancel: @escaping @Sendable (WorkflowContext<Ending>) throws -> Void
  ) -> Ending {
    Ending(
      "ending", stop: Stop<Nothing>.self, options: .init(timeout: nil, termination: .implicit)
    ) {
      Step("fork", sends: Number.self) { (event: Start<Int>, context) -> [Text] in
        context.sendEvent(Number(n: event.input), branch: "b")
        return [Text(text: "")]
      }
      Step("in the batch") { (_: Text, context) -> [Left] in
        try cancel(context)
        return [Left(n: 1), Left(n: 2)]
      }
      Step("in the branch") { (_: Number, context) -> [Left] in
        try cancel(context)
        return [Left(n: 3)]
      }
      Step("member") { (left: Left, _) -> Answer in
        log.append("member \(left.n)")
        return Answer(text: "")
      }
      Step("inner") { (answers: [Answer], _) -> Right in
        log.append("inner \(answers.count)")
        return Right(n: answers.count)
      }
      Step("outer") { (rights: [Right], _) in log.append("outer \(rights.count)") }
    }
  }

  private typealias Ending = InlineWorkflow<Start<Int>, Stop<Nothing>, NoState>

  @Test func `that is cancelled from within opens no batch for what its step returns, nor does a batch`() async throws {
    let log = Recorder<String>()
    let workflow = ending(log: log) { context in
      if context.stepName == "in the branch" { context.cancelBranch("b") } else { try context.cancelBatch() }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 0)
      _ = try await handler.result
    }
    #expect(log.values == [])
  }

  @Test func `that is cancelled from within wakes nobody who waits, with or without requirements`() async throws {
    for requirements: [EventRequirement<Reply>] in [[], [.where("is any") { _ in true }]] {
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, options: .init(timeout: nil)) {
        Step("wait", waits: Reply.self) { (_: Start<Int>, context) in
          Stop(try await context.waitForEvent(Reply.self, requirements: requirements, timeout: nil).order)
        }
        Step("fork", sends: Number.self) { (event: Start<Int>, context) in
          context.sendEvent(Number(n: 1), branch: "b")
        }
        Step("work", sends: Reply.self) { (number: Number, context) in
          context.cancelBranch("b")
          context.sendEvent(Reply(order: number.n))
        }
      }
      try await replay([]) { simulation in
        let handler = simulation.run(workflow, 0)
        try await simulation.sleep(for: .seconds(1))
        simulation.expect(!handler.isDone, "it was woken")
        try handler.sendEvent(Reply(order: 2))
        let result = try await handler.result
        simulation.expect(result == 2, "\(result)")
      }
    }
  }
}
