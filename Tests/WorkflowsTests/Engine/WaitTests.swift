import Testing
import Workflows
import WorkflowsTesting

private typealias Asking = InlineWorkflow<Start<Int>, Stop<String>, NoState>

@Suite("Waiting for an event in a step", .mayNotHang)
struct WaitTests {
  private func asking(
    _ options: StepOptions = .init(), requirements: [EventRequirement<Reply>] = [], timeout: Duration? = nil,
    log: Recorder<String> = Recorder()
  ) -> Asking {
    Asking("asking", output: String.self) {
      Step("ask", options) { (event: Start<Int>, context) in
        log.append("before")
        let reply = try await context.waitForEvent(
          Reply.self, waiterEvent: Prompt(order: event.input), requirements: requirements, timeout: timeout)
        log.append("after")
        return Stop("\(reply.order) \(reply.text)")
      }
    }
  }

  @Test func `suspends it in place, until the event comes`() async throws {
    try await inLab { lab in
      let log = Recorder<String>()
      let handler = lab.run(asking(log: log), 7)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      try handler.sendEvent(Reply(order: 7, text: "yes"))
      let result = try await handler.result
      #expect(result == "7 yes")
      #expect(log.values == ["before", "after"])
    }
  }

  @Test func `says what is waited for only when an answer can come`() async throws {
    try await simulate(seeds: 0..<100) { simulation in
      let handler = simulation.run(asking(), 7)
      for await event in handler.streamEvents() where event is Prompt {
        try handler.sendEvent(Reply(order: 7))
      }
      _ = try await handler.result
    }
  }

  @Test func `does not make the step active, and a run that only waits is idle and not stuck`() async throws {
    try await inLab { lab in
      let handler = lab.run(asking(), 7, options: RunOptions(recordsInternalEvents: true))
      for await event in handler.streamEvents(exposeInternal: true) where event is WorkflowIdleEvent { break }
      #expect(handler.runningSteps == [])
      #expect(!handler.isDone)
      handler.cancelRun()
      #expect(await handler.failureCode() == .cancelled)
    }
  }

  @Test func `ends at its timeout, with an error that says who waited for what`() async throws {
    try await inLab { lab in
      let handler = lab.run(asking(timeout: .seconds(60)), 7)
      await lab.advance(by: .seconds(60), onceDeadlinesAre: 1)
      let error = await handler.failure() as? WorkflowError
      #expect(error?.code == .waitTimedOut)
      #expect(
        error?.message.hasPrefix(
          "step 'ask' in run '\(handler.runID)' of workflow 'asking' waited too long for 'Reply'") == true)
    }
  }

  @Test func `gives up its worker meanwhile, and takes one again`() async throws {
    try await inLab { lab in
      let log = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("ask", .init(numWorkers: 1)) { (number: Number, context) in
          log.append("\(number.n) asks")
          let reply = try await context.waitForEvent(
            Reply.self, waiterEvent: Prompt(order: number.n), requirements: [.equal(\.order, number.n)])
          log.append("\(reply.order) ends")
          return Left(n: reply.order)
        }
        Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
      }
      let handler = lab.run(workflow, 3)
      var prompts = 0
      for await _ in handler.streamEvents().of(Prompt.self) {
        prompts += 1
        if prompts == 3 { break }
      }
      for order in [2, 0, 1] { try handler.sendEvent(Reply(order: order)) }
      let result = try await handler.result
      #expect(result == 3)
      #expect(log.values.prefix(3) == ["0 asks", "1 asks", "2 asks"])
    }
  }

  @Test func `goes on before what waits for a worker, and never with more workers than there are`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
      Step("ask", .init(numWorkers: 2)) { (number: Number, context) in
        if number.n % 2 == 0 {
          _ = try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: number.n))
        }
        try await context.sleep(for: .seconds(1))
        return Left(n: number.n)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
    }
    try await simulate(seeds: 0..<100, faults: [.slowSteps, .clockJumps]) { simulation in
      let handler = simulation.run(workflow, 8)
      for await prompt in handler.streamEvents().of(Prompt.self) {
        await simulation.hop()
        try handler.sendEvent(Reply(order: prompt.order))
      }
      let result = try await handler.result
      simulation.expect(result == 8, "\(result)")
    }
  }

  @Test func `that has no worker to go on with does not hold up other steps`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in [Number(n: 0), Number(n: 1)] }
        Step("ask", .init(numWorkers: 1)) { (number: Number, context) in
          if number.n == 0 {
            _ = try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 0))
          } else {
            context.writeEventToStream(Progress(msg: "busy"))
            try await gate.pass()
          }
          return Left(n: number.n)
        }
        Step("answer") { (answer: Answer, _) in Right(n: 7) }
        Step("open") { (right: Right, _) in gate.open() }
        Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
      }
      let handler = lab.run(workflow, 0)
      for await _ in handler.streamEvents().of(Progress.self) { break }
      try handler.sendEvent(Reply(order: 0))
      try handler.sendEvent(Answer(text: ""))
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `takes one event for each wait, first come, first served`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
      Step("ask") { (event: Start<Int>, context) in
        var orders: [Int] = []
        for _ in 0..<event.input { orders.append(try await context.waitForEvent(Reply.self).order) }
        return Stop(orders)
      }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 4)
      for order in 0..<4 {
        try await simulation.sleep(for: .seconds(1))
        try handler.sendEvent(Reply(order: order))
      }
      let result = try await handler.result
      simulation.expect(result == [0, 1, 2, 3], "\(result)")
    }
  }

  @Test func `gives an event to whoever has waited longest`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
      Step("ask") { (number: Number, context) in
        try await context.sleep(for: .seconds(number.n))
        return Left(n: number.n * 10 + (try await context.waitForEvent(Reply.self).order))
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n)) }
    }
    try await simulate(seeds: 0..<20) { simulation in
      let handler = simulation.run(workflow, 3)
      try await simulation.sleep(for: .seconds(5))
      for order in 0..<3 { try handler.sendEvent(Reply(order: order)) }
      let result = try await handler.result
      simulation.expect(result.sorted() == [0, 11, 22], "\(result)")
    }
  }

  @Test func `gives each of several steps an event of its own`() async throws {
    try await simulate(seeds: 0..<100) { simulation in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("ask", waits: Reply.self) { (number: Number, context) in
          Left(n: try await context.waitForEvent(Reply.self).order)
        }
        Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n)) }
      }
      let handler = simulation.run(workflow, 5)
      for order in 0..<5 {
        await simulation.hop()
        try handler.sendEvent(Reply(order: order))
      }
      let result = try await handler.result
      simulation.expect(result.sorted() == [0, 1, 2, 3, 4], "\(result)")
    }
  }

  @Test func `gets what came before, in order, if the type is declared`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("ask", waits: Reply.self) { (event: Start<Int>, context) in
          try await gate.pass()
          let first = try await context.waitForEvent(Reply.self)
          let second = try await context.waitForEvent(Reply.self, requirements: [.equal(\.order, 3)])
          let third = try await context.waitForEvent(Reply.self)
          return Stop([first.order, second.order, third.order])
        }
      }
      let handler = lab.run(workflow, 0)
      for order in 1...3 { try handler.sendEvent(Reply(order: order)) }
      gate.open()
      let result = try await handler.result
      #expect(result == [1, 3, 2])
    }
  }

  @Test func `refuses what came before, if the type is not declared`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = Asking("w", output: String.self) {
        Step("ask") { (event: Start<Int>, context) in
          try await gate.pass()
          return Stop(try await context.waitForEvent(Reply.self).text)
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      let error = #expect(throws: WorkflowError.self) { try handler.sendEvent(Reply(order: 1)) }
      #expect(error?.code == .notAccepted)
      #expect(error?.message.contains("declare it there with '@Step(waits:)'") == true)
      handler.cancelRun()
    }
  }

  @Test func `takes only what meets its requirements, and leaves the rest to others`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
      Step("ask", numWorkers: 100) { (number: Number, context) in
        let isEven: EventRequirement<Reply> = .where("is even") { $0.order % 2 == 0 }
        let reply = try await context.waitForEvent(
          Reply.self, waiterEvent: Prompt(order: number.n), requirements: number.n < 2 ? [isEven] : [])
        return Left(n: number.n < 2 ? reply.order % 2 : 0)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n)) }
    }
    try await simulate(seeds: 0..<100) { simulation in
      let handler = simulation.run(workflow, 4)
      var prompts = 0
      for await _ in handler.streamEvents().of(Prompt.self) {
        prompts += 1
        if prompts < 4 { continue }
        await withTaskGroup { group in
          for order in [1, 3, 2, 4, 6, 8] {
            group.addTask {
              await simulation.hop()
              do { try handler.sendEvent(Reply(order: order)) } catch { simulation.note("\(error)") }
            }
          }
        }
      }
      let result = try await handler.result
      simulation.expect(result == [0, 0, 0, 0], "\(result)")
    }
  }

  @Test func `fails when a requirement throws, and the event goes on`() async throws {
    try await inLab { lab in
      let handler = lab.run(asking(requirements: [.where("is fine") { _ in throw Boom() }]), 7)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      try handler.sendEvent(Reply(order: 7))
      let error = await handler.failure() as? WorkflowError
      #expect(error?.code == .requirementFailed)
      #expect(error?.cause is Boom)
      #expect(
        error?.message.contains(
          "the requirement 'is fine' of a wait in run '\(handler.runID)' of workflow 'asking' threw") == true)
    }
  }

  @Test func `does not get the event as one of its own, while other steps that take it do`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("ask") { (event: Either<Start<Int>, Reply>, context) -> Left? in
        guard case .first = event else { return Left(n: 100) }
        return Left(n: try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 0)).order)
      }
      Step("log") { (reply: Reply, _) in Right(n: reply.order * 10) }
      Step("both") { (left: Left, right: Right, _) in Stop(left.n + right.n) }
    }
    try await simulate(seeds: 0..<50) { simulation in
      let handler = simulation.run(workflow, 0)
      for await _ in handler.streamEvents().of(Prompt.self) { try handler.sendEvent(Reply(order: 1)) }
      let result = try await handler.result
      simulation.expect(result == 11, "\(result)")
    }
  }

  @Test func `can be woken by another step`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask", waits: Number.self) { (event: Start<Int>, context) in
          Stop(try await context.waitForEvent(Number.self).n)
        }
        Step("tell") { (event: Start<Int>, context) in Number(n: event.input) }
      }
      let result = try await lab.run(workflow, 42).result
      #expect(result == 42)
    }
  }

  @Test func `that is open for long does not keep those that come and go behind it`() async throws {
    try await inLab { lab in
      let count = Box(0)
      let workflow = InlineWorkflow(
        "w", input: Start<Int>.self, output: Int.self, options: .init(timeout: nil, skipGraphChecks: [.deadEnd])
      ) {
        Step("first", waits: Reply.self) { (_: Start<Int>, context) -> Stop<Int> in
          let negative = EventRequirement<Reply>.where("is negative") { $0.order < 0 }
          return Stop(try await context.waitForEvent(Reply.self, requirements: [negative], timeout: nil).order)
        }
        Step("begin") { (event: Start<Int>, _) in Number(n: event.input) }
        Step("loop") { (number: Number, context) -> Number in
          let reply = try await context.waitForEvent(
            Reply.self, requirements: [.equal(\.order, number.n)], timeout: nil)
          count.value = reply.order + 1
          return Number(n: reply.order + 1)
        }
      }
      let handler = lab.run(workflow, 0)
      func time(_ orders: Range<Int>) async throws -> Duration {
        let start = ContinuousClock.now
        for order in orders {
          try handler.sendEvent(Reply(order: order))
          let isTaken = await eventually { count.value == order + 1 }
          #expect(isTaken)
        }
        return ContinuousClock.now - start
      }
      let first = try await time(0..<500)
      _ = try await time(500..<9_500)
      let last = try await time(9_500..<10_000)
      // Twenty times as much, when all of them were looked through for each event.
      #expect(last < first * 8 + .seconds(1), "\(first) at first, \(last) in the end")
      try handler.sendEvent(Reply(order: -1))
      let result = try await handler.result
      #expect(result == -1)
    }
  }

  @Test func `is given up after two thousand seconds unless told otherwise`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, context) in Stop(try await context.waitForEvent(Reply.self).order) }
      }
      let handler = lab.run(workflow, 0)
      await lab.advance(by: .seconds(1_999), onceDeadlinesAre: 1)
      #expect(!handler.isDone)
      lab.clock.advance(by: .seconds(1))
      #expect(await handler.failureCode() == .waitTimedOut)
    }
  }
}
