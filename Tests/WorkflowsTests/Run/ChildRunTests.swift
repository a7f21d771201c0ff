import Testing
import Workflows
import WorkflowsTesting

private struct Approval: Workflows.Question {
  struct Answer: HumanResponseEvent { var yes: Bool }
}

@Suite("A child run", .mayNotHang)
struct ChildRunTests {
  /// Says how it goes, and doubles its input after so many seconds.
  private func child(_ seconds: Int = 0, timeout: Duration? = .seconds(45)) -> Plain {
    InlineWorkflow("child", output: Int.self, options: .init(timeout: timeout)) {
      Step("double") { (event: Start<Int>, context) in
        context.writeEventToStream(Progress(msg: "child \(event.input)"))
        try await context.sleep(for: .seconds(seconds))
        return Stop(event.input * 2)
      }
    }
  }

  private func parent(
    _ options: StepOptions = .init(),
    _ body: @escaping @Sendable (Int, WorkflowContext<Plain>) async throws -> Int
  ) -> Plain {
    InlineWorkflow("parent", output: Int.self) {
      Step("run", options) { (event: Start<Int>, context) in
        context.writeEventToStream(Progress(msg: "before"))
        let result = try await body(event.input, context)
        context.writeEventToStream(Progress(msg: "after"))
        return Stop(result)
      }
    }
  }

  @Test func `gives its result to the step that runs it, and its events to that run's stream`() async throws {
    try await inLab { lab in
      let handler = lab.run(parent { try await $1.run(child(), $0, as: "research") }, 21)
      let result = try await handler.result
      #expect(result == 42)
      var records: [String] = []
      for await record in handler.streamEvents().records {
        let text = (record.event as? Progress)?.msg ?? "end"
        records.append("\(record.path):\(record.stepName ?? "-"):\(text)")
      }
      #expect(records == [":run:before", "research:double:child 21", ":run:after", ":run:end"])
    }
  }

  @Test func `is one of several, each with a path of its own, which can be chosen`() async throws {
    try await inLab { lab in
      let inner = child()
      let middle = InlineWorkflow("middle", input: Start<Int>.self, output: Int.self) {
        Step("go") { (event: Start<Int>, context) in
          context.writeEventToStream(Progress(msg: "middle"))
          return Stop(try await context.run(inner, event.input, as: "inner"))
        }
      }
      let handler = lab.run(
        parent { input, context in
          async let one = context.run(middle, input, as: "a")
          async let two = context.run(inner, input + 1, as: "b")
          return try await one + two
        }, 1)
      let result = try await handler.result
      #expect(result == 2 + 4)
      func messages(_ stream: EventStream) async -> [String] {
        var messages: [String] = []
        for await event in stream { messages.append((event as? Progress)?.msg ?? "end") }
        return messages
      }
      #expect(await messages(handler.streamEvents().under("a")) == ["middle", "child 1", "end"])
      #expect(await messages(handler.streamEvents().under("a/inner")) == ["child 1", "end"])
      #expect(await messages(handler.streamEvents().under("b")) == ["child 2", "end"])
      #expect(await messages(handler.streamEvents().withoutChildren) == ["before", "after", "end"])
      #expect(await messages(handler.streamEvents()).count == 6)
    }
  }

  @Test func `of a name that another one has at this moment gets a number`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        parent { input, context in
          var sum = 0
          for _ in 0..<2 {
            async let one = context.run(child(10), 1, as: "same")
            async let two = context.run(child(10), 1, as: "same")
            sum += try await one + two
          }
          return sum
        }, 0)
      for _ in 0..<2 { await lab.advance(by: .seconds(10), onceDeadlinesAre: 4) }
      let result = try await handler.result
      #expect(result == 8)
      var paths: [String] = []
      for await record in handler.streamEvents().records where !record.path.isEmpty { paths.append(record.path) }
      #expect(paths.sorted() == ["same", "same", "same-2", "same-2"])
    }
  }

  @Test func `fails the step that runs it with the same error`() async throws {
    try await inLab { lab in
      let failing = one { _, _ in throw Boom(text: "in the child") }
      let handler = lab.run(parent { try await $1.run(failing, $0) }, 0)
      #expect(await handler.failure() as? Boom == Boom(text: "in the child"))
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.stepName == "run")
      let caught = lab.run(
        parent { input, context in
          do { return try await context.run(failing, input) } catch is Boom { return -1 }
        }, 0)
      let result = try await caught.result
      #expect(result == -1)
      #expect(await caught.allNames() == ["Progress", "Progress", "StopEvent"])
    }
  }

  @Test func `ends with the run around it, whether that times out or is cancelled`() async throws {
    try await inLab { lab in
      let endings = Recorder<String>()
      let workflow = parent { input, context in
        do {
          return try await context.run(child(1_000, timeout: nil), input)
        } catch {
          endings.append("\(type(of: error))")
          throw error
        }
      }
      let timed = lab.run(workflow, 0, timeout: .seconds(5))
      await lab.advance(by: .seconds(5), onceDeadlinesAre: 2)
      #expect(await timed.failureCode() == .timedOut)
      let cancelled = lab.run(workflow, 0)
      await lab.deadlines(1)
      cancelled.cancelRun()
      #expect(await cancelled.failureCode() == .cancelled)
      #expect(endings.values == ["CancellationError", "CancellationError"])
    }
  }

  @Test func `has a timeout of its own, too`() async throws {
    try await inLab { lab in
      let handler = lab.run(parent { try await $1.run(child(1_000), $0, timeout: .seconds(3)) }, 0)
      await lab.advance(by: .seconds(3), onceDeadlinesAre: 2)
      #expect(await handler.failureCode() == .timedOut)
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.stepName == "run")
    }
  }

  @Test func `that ignores its cancellation is left behind, and the run around it ends`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let stubborn = one { event, context in
        await gate.passStubbornly()
        context.writeEventToStream(Progress(msg: "late"))
        return Stop(0)
      }
      let handler = lab.run(parent { try await $1.run(stubborn, $0) }, 0)
      await gate.arrived()
      handler.cancelRun()
      await lab.advance(by: .milliseconds(500), onceDeadlinesAre: 2)
      #expect(await handler.failureCode() == .cancelled)
      gate.open()
      #expect(await handler.allNames() == ["Progress", "WorkflowCancelledEvent"])
    }
  }

  @Test func `may run itself`() async throws {
    try await inLab { lab in
      let handler = lab.run(Factorial(), 10)
      let result = try await handler.result
      #expect(result == 3_628_800)
      var deepest = ""
      for await record in handler.streamEvents().records where record.path.count > deepest.count {
        deepest = record.path
      }
      #expect(deepest.split(separator: "/").count == 9)
    }
  }

  @Test func `does not wait for a limit that the run around it has passed`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let result = try await lab.run(parent { try await $1.run(child(), $0) }, 3).result
      #expect(result == 6)
    }
  }

  @Test func `asks through the run around it`() async throws {
    try await inLab { lab in
      let asking = InlineWorkflow("asking", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (event: Start<Int>, context) in
          Stop(try await context.ask(Approval(), timeout: nil).yes ? event.input : 0)
        }
      }
      let handler = lab.run(
        parent { input, context in
          async let one = context.run(asking, 1)
          async let two = context.run(asking, 10)
          return try await one + two
        }, 0)
      var ids: [QuestionID] = []
      for await record in handler.streamEvents().records {
        guard let id = record.question else { continue }
        ids.append(id)
        #expect(id.runID == handler.runID)
        if ids.count == 2 { break }
      }
      try #require(Set(ids).count == 2)
      // It may be meant by either child's, which only its id tells.
      let ambiguous = #expect(throws: WorkflowError.self) { try handler.sendEvent(Approval.Answer(yes: true)) }
      #expect(ambiguous?.code == .ambiguousAnswer)
      #expect(ambiguous?.message.contains("2 questions of run '\(handler.runID)'") == true)
      for id in ids { try handler.answer(Approval.Answer(yes: true), to: id) }
      let late = #expect(throws: WorkflowError.self) { try handler.answer(Approval.Answer(yes: true), to: ids[0]) }
      #expect(late?.code == .questionClosed || late?.code == .runEnded)
      let result = try await handler.result
      #expect(result == 11)
    }
  }

  @Test func `gets what the run around it is sent and does not take`() async throws {
    try await inLab { lab in
      let hearing = InlineWorkflow("hearing", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (event: Start<Int>, _) in Question(text: "?") }
        Step("hear") { (answer: Answer, _) in Stop(answer.text.count) }
      }
      let handler = lab.run(parent { try await $1.run(hearing, $0) }, 0)
      for await _ in handler.streamEvents().of(Question.self) { try handler.sendEvent(Answer(text: "four")) }
      let result = try await handler.result
      #expect(result == 4)
    }
  }

  @Test func `that cannot run says so`() async throws {
    try await inLab { lab in
      let broken = InlineWorkflow("broken", input: Start<Int>.self, output: Int.self) {
        Step("only") { (event: Start<Int>, _) in Number(n: 1) }
      }
      #expect(await lab.run(parent { try await $1.run(broken, $0) }, 0).failureCode() == .invalidWorkflow)
    }
  }

  @Test func `is tried again with the step that runs it`() async throws {
    try await inLab { lab in
      let attempts = Box(0)
      let flaky = one { event, context in
        context.writeEventToStream(Progress(msg: "attempt"))
        attempts.change { $0 += 1 }
        if attempts.value < 3 { throw Boom() }
        return Stop(event.input)
      }
      let handler = lab.run(
        parent(.init(retry: .constantDelay(.zero, maxAttempts: 3))) { try await $1.run(flaky, $0) }, 5)
      let result = try await handler.result
      #expect(result == 5)
    }
  }

  @Test func `in any order keeps what is promised of every run`() async throws {
    try await simulate(seeds: 0..<100, faults: .all) { simulation in
      let workflow = parent { input, context in
        async let one = context.run(child(10), input, as: "a", timeout: .seconds(30))
        async let two = context.run(Factorial(), 4, as: "b")
        return try await one + two
      }
      let handler = simulation.run(workflow, 1, timeout: [.never, .seconds(20)][simulation.choose(0..<2)])
      for _ in 0..<simulation.choose(0..<30) { await simulation.hop() }
      if simulation.choose(0..<3) == 0 { handler.cancelRun() }
      do {
        let result = try await handler.result
        simulation.expect(result == 26, "\(result)")
      } catch {
        simulation.note("\(error)")
      }
    }
  }

  @Test func `whose questions an answer without an id may mean several of refuses it, and says which`() async throws {
    let inner = InlineWorkflow("inner", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
      Step("ask") { (number: Number, context) -> Left? in
        try await context.ask(Approval()).yes ? Left(n: number.n) : nil
      }
      Step("sum") { (lefts: [Left], _) in Stop(lefts.count) }
    }
    try await replay([]) { [self] simulation in
      let handler = simulation.run(parent { try await $1.run(inner, $0) }, 2)
      try await simulation.sleep(for: .seconds(1))
      do {
        try handler.sendEvent(Approval.Answer(yes: true))
        simulation.expect(false, "it was taken")
      } catch let error as WorkflowError {
        simulation.expect(error.code == .ambiguousAnswer, "\(error)")
        simulation.expect(error.message.contains("2 questions of run '\(handler.runID)'"), "\(error)")
      }
      handler.cancelRun()
    }
  }

  @Test func `of a task that a step has left behind ends with the run`() async throws {
    try await inLab { lab in
      let (gate, log) = (Gate(), Recorder<WorkflowError.Code?>())
      let inner = waiting(at: gate)
      let outer = parent { input, context in
        Task.detached {
          do {
            _ = try await context.run(inner, input)
          } catch {
            log.append((error as? WorkflowError)?.code)
          }
        }
        await gate.arrived()
        return input
      }
      _ = try await lab.run(outer, 1).result
      let hasEnded = await eventually { log.count == 1 }
      #expect(hasEnded)
      #expect(log.values == [.cancelled])
    }
  }

  @Test func `of a task that a step has left behind does not begin after its step has ended`() async throws {
    try await inLab { lab in
      let (late, log) = (Gate(), Recorder<String>())
      let inner = child()
      let outer = parent { input, context in
        Task.detached {
          await late.passStubbornly()
          do {
            _ = try await context.run(inner, input)
          } catch {
            log.append("\(type(of: error))")
          }
        }
        return input
      }
      _ = try await lab.run(outer, 1).result
      late.open()
      let hasEnded = await eventually { log.count == 1 }
      #expect(hasEnded)
      #expect(log.values == ["CancellationError"])
    }
  }
}

/// A workflow that runs itself.
private struct Factorial: Workflow {
  typealias StartEventType = Start<Int>
  typealias StopEventType = Stop<Int>

  static let steps = StepDefinition<Factorial>("go", .init(), Start<Int>.self, Stop<Int>.self) {
    workflow, event, context in
    context.writeEventToStream(Number(n: event.input))
    if event.input <= 1 { return Stop(1).emissions() }
    return Stop(event.input * (try await context.run(workflow, event.input - 1, as: "n"))).emissions()
  }
  static let made = WorkflowDefinition<Factorial>(name: "factorial", options: .init(), steps: [steps])
  var definition: WorkflowDefinition<Factorial> { Self.made }
}
