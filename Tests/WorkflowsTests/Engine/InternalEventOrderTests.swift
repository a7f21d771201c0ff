import Testing
import Workflows
import WorkflowsTesting

/// What a run says about itself, and when.
@Suite("Internal events", .mayNotHang)
struct InternalEventOrderTests {
  private let observed = RunOptions(recordsInternalEvents: true)

  /// The events in short: "s running 0 StartEvent", "Progress x".
  private func short(_ events: [any Event]) -> [String] {
    events.map { event in
      switch event {
      case let change as StepStateChanged:
        [change.name, change.stepState.rawValue, change.workerID, change.inputEventName, change.outputEventName]
          .compactMap(\.self).joined(separator: " ")
      case let progress as Progress: "Progress \(progress.msg)"
      default: type(of: event).eventName
      }
    }
  }

  @Test func `are not recorded unless asked for`() async throws {
    try await inLab { lab in
      let events = await lab.run(RunTests.page, "x").allEvents(exposeInternal: true)
      let roles = Set(events.map { type(of: $0).eventRole })
      #expect(roles == [.plain, .stop])
    }
  }

  @Test func `are not delivered unless asked for, but numbered with the others`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("greeting", input: Start<String>.self, output: String.self) {
        Step("greet") { (event: Start<String>, context) in
          for n in 1...3 { context.writeEventToStream(Progress(msg: "step \(n)")) }
          return Stop("Hello, \(event.input)!")
        }
      }
      let handler = lab.run(workflow, "Ada", options: observed)
      var sequences: [Int] = []
      for await record in handler.streamEvents().records { sequences.append(record.sequence) }
      // As the Python server numbers the same run.
      #expect(sequences == [1, 2, 3, 5])
      let events = await handler.allEvents(exposeInternal: true)
      #expect(
        short(events) == [
          "greet running 0 StartEvent", "Progress step 1", "Progress step 2", "Progress step 3",
          "greet not_running 0 StartEvent StopEvent", "StopEvent",
        ])
    }
  }

  @Test func `come in the order in which things happen`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 1), Number(n: 2)] }
        Step("one", numWorkers: 1) { (event: Number, context) -> Stop<Int>? in
          context.writeEventToStream(Progress(msg: "\(event.n)"))
          return event.n == 2 ? Stop(2) : nil
        }
      }
      let events = await lab.run(workflow, 0, options: observed).allEvents(exposeInternal: true)
      #expect(
        short(events) == [
          "fan running 0 StartEvent", "fan not_running 0 StartEvent Number",
          "one running 0 Number", "one preparing <enqueued> Number", "Progress 1",
          "one not_running 0 Number", "one running 0 Number", "Progress 2",
          "one not_running 0 Number StopEvent", "StopEvent",
        ])
    }
  }

  @Test func `of a failing step come once for each attempt, before what supersedes it`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .none, stop: .afterAttempt(2))) { (_: Start<Int>, context) -> Stop<Int> in
          context.writeEventToStream(Progress(msg: "\(context.attempt)"))
          throw Boom()
        }
      }
      let events = await lab.run(workflow, 0, options: observed).allEvents(exposeInternal: true)
      #expect(
        short(events) == [
          "s running 0 StartEvent", "Progress 1", "s not_running 0 StartEvent", "AttemptSuperseded",
          "s running 0 StartEvent", "Progress 2", "s not_running 0 StartEvent", "WorkflowFailedEvent",
        ])
    }
  }

  @Test func `number the workers of a step from zero, the smallest free number first`() async throws {
    try await inLab { lab in
      let gates = (0..<4).map { _ in Gate() }
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<4).map { Number(n: $0) } }
        Step("three", numWorkers: 3) { (event: Number, context) -> Stop<Int>? in
          try await gates[event.n].pass()
          return context.collectEvents(event, count: 4).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 0, options: observed)
      for gate in gates.prefix(3) { await gate.arrived() }
      gates[1].open()
      await gates[3].arrived()
      for gate in gates { gate.open() }
      let running = await handler.all(StepStateChanged.self).filter { $0.name == "three" && $0.stepState == .running }
      let workers = running.map(\.workerID)
      #expect(workers == ["0", "1", "2", "1"])
    }
  }

  @Test func `say that a run rests each time that it does, and not when it ends`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "more?") }
        Step("hear") { (event: Answer, _) -> Stop<String>? in event.text == "no" ? Stop("done") : nil }
      }
      let handler = lab.run(workflow, 0, options: observed)
      var idle = handler.streamEvents(exposeInternal: true).of(WorkflowIdleEvent.self).makeAsyncIterator()
      _ = await idle.next()
      try handler.sendEvent(Answer(text: "yes"))
      _ = await idle.next()
      try handler.sendEvent(Answer(text: "no"))
      let last = await idle.next()
      #expect(last == nil)
      let events = await handler.allEvents(exposeInternal: true)
      #expect(
        short(events) == [
          "ask running 0 StartEvent", "ask not_running 0 StartEvent Question", "Question", "WorkflowIdleEvent",
          "hear running 0 Answer", "hear not_running 0 Answer", "WorkflowIdleEvent",
          "hear running 0 Answer", "hear not_running 0 Answer StopEvent", "StopEvent",
        ])
    }
  }

  @Test func `say which event nobody took`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (event: Start<Int>, context) in
          context.sendEvent(Text(text: "lost"))
          return Stop(event.input)
        }
      }
      let unhandled = await lab.run(workflow, 0, options: observed).all(UnhandledEvent.self)
      #expect(unhandled.count == 1)
      #expect(unhandled.first?.eventType == "Text")
      #expect(unhandled.first?.qualifiedName == "WorkflowsTests.Text")
      #expect(unhandled.first?.stepName == nil)
      #expect(unhandled.first?.idle == false)
    }
  }

  @Test func `do not say that a question to somebody outside is unhandled, which is in the stream`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", sends: Question.self) { (event: Start<Int>, context) in
          context.sendEvent(Question(text: "?"))
          return Stop(event.input)
        }
      }
      let handler = lab.run(workflow, 0, options: observed)
      let unhandled = await handler.all(UnhandledEvent.self)
      #expect(unhandled == [])
      #expect(lab.log == [])
      let questions = await handler.all(Question.self)
      #expect(questions == [Question(text: "?")])
    }
  }

  @Test func `numbers twenty thousand workers as fast as one, the smallest free number first`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("work", numWorkers: 20_000) { (event: Number, context) -> Stop<Int>? in
          try await gate.pass()
          return context.collectEvents(event, count: 20_000).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 20_000, options: .init(recordsInternalEvents: true))
      gate.open()
      let began = await handler.all(StepStateChanged.self).filter { $0.name == "work" && $0.stepState == .running }
      #expect(began.map(\.workerID) == (0..<20_000).map { "\($0)" })
    }
  }

  @Test func `say of a step that waits that it rests, and then that it goes on`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, context) in
          Stop(try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 7)).order)
        }
      }
      let handler = lab.run(workflow, 0, options: observed)
      for await event in handler.streamEvents(exposeInternal: true) where event is WorkflowIdleEvent { break }
      try handler.sendEvent(Reply(order: 7))
      let events = await handler.allEvents(exposeInternal: true)
      #expect(
        short(events) == [
          "ask running 0 StartEvent", "ask not_running 0 StartEvent", "Prompt", "WorkflowIdleEvent",
          "ask running 0 StartEvent", "ask not_running 0 StartEvent StopEvent", "StopEvent",
        ])
    }
  }

  @Test func `say nothing any more of what is on when the run is cancelled or times out`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let cancelled = lab.run(waiting(at: gate), 0, options: observed)
      let timedOut = lab.run(waiting(at: gate), 0, timeout: .seconds(5), options: observed)
      await gate.arrived(2)
      cancelled.cancelRun()
      lab.clock.advance(by: .seconds(5))
      let ofCancelled = await cancelled.allEvents(exposeInternal: true)
      #expect(short(ofCancelled) == ["wait running 0 StartEvent", "WorkflowCancelledEvent"])
      let ofTimedOut = await timedOut.allEvents(exposeInternal: true)
      #expect(short(ofTimedOut) == ["wait running 0 StartEvent", "WorkflowTimedOutEvent"])
    }
  }

  @Test func `say nothing of a step that waits for its next attempt, nor that the run rests meanwhile`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .constantDelay(.seconds(10), maxAttempts: 2)) { (_: Start<Int>, context) in
          if context.attempt == 1 { throw Boom() }
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0, options: observed)
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      let events = await handler.allEvents(exposeInternal: true)
      #expect(
        short(events) == [
          "s running 0 StartEvent", "s not_running 0 StartEvent", "s running 0 StartEvent",
          "s not_running 0 StartEvent StopEvent", "StopEvent",
        ])
    }
  }
}
