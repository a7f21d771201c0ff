import Testing
import Workflows
import WorkflowsTesting

@Suite("Sending events", .mayNotHang)
struct SendEventTests {
  /// Asks, and stops with the answer.
  private let asking = InlineWorkflow("asking", input: Start<Int>.self, output: String.self) {
    Step("ask") { (_: Start<Int>, _) in Question(text: "name?") }
    Step("hear") { (event: Answer, _) in Stop("Hello, \(event.text)") }
  }

  @Test func `answers a question that a step returned, which is in the stream`() async throws {
    try await inLab { lab in
      let handler = lab.run(asking, 0)
      for await question in handler.streamEvents().of(Question.self) {
        #expect(question.text == "name?")
        try handler.sendEvent(Answer(text: "Ada"))
      }
      let result = try await handler.result
      #expect(result == "Hello, Ada")
    }
  }

  @Test func `may come before the run rests`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("slow") { (_: Start<Int>, _) in try await gate.pass() }
        Step("hear") { (event: Answer, _) in Stop(event.text) }
      }
      let handler = lab.run(workflow, 0)
      try handler.sendEvent(Answer(text: "early"))
      let result = try await handler.result
      #expect(result == "early")
      #expect(gate.arrivalCount <= 1)
    }
  }

  @Test func `may come before the run had its turn, and is kept for it`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let gate = Gate()
      let first = lab.run(waiting(at: gate), 1)
      let second = lab.run(asking, 0)
      try second.sendEvent(Answer(text: "Bob"))
      try second.sendEvent(Answer(text: "late"), to: "hear")
      gate.open()
      _ = try await first.result
      let result = try await second.result
      #expect(result == "Hello, Bob")
    }
  }

  @Test func `reaches a step that is marked external`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("hook", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (_: Start<Int>, _) in }
        Step("hook", external: true) { (event: Number, _) in Stop(event.n) }
      }
      try workflow.validate()
      let handler = lab.run(workflow, 0)
      let isAtRest = await eventually { lab.runtime.activity.tasks == 0 }
      #expect(isAtRest)
      #expect(!handler.isDone)
      try handler.sendEvent(Number(n: 5))
      let result = try await handler.result
      #expect(result == 5)
    }
  }

  @Test func `holds no task while the run waits`() async throws {
    try await inLab { lab in
      let handlers = (0..<100).map { lab.run(asking, $0) }
      let isAtRest = await eventually { lab.runtime.activity.tasks == 0 }
      #expect(isAtRest)
      #expect(lab.runtime.activity.runs == 100)
      for (index, handler) in handlers.enumerated() { try handler.sendEvent(Answer(text: "\(index)")) }
      for (index, handler) in handlers.enumerated() {
        let result = try await handler.result
        #expect(result == "Hello, \(index)")
      }
    }
  }

  @Test func `is refused after the end`() async throws {
    try await inLab { lab in
      let handler = lab.run(asking, 0, runID: "r")
      try handler.sendEvent(Answer(text: "Ada"))
      _ = try await handler.result
      let error = #expect(throws: WorkflowError.self) { try handler.sendEvent(Answer(text: "late")) }
      #expect(error?.code == .runEnded)
      #expect(error?.message == "run 'r' of workflow 'asking' has ended; 'Answer' was not sent")
      let targeted = #expect(throws: WorkflowError.self) { try handler.sendEvent(Answer(text: "late"), to: "hear") }
      #expect(targeted?.code == .runEnded)
    }
  }

  @Test func `is refused if no step takes the event`() async throws {
    try await inLab { lab in
      let handler = lab.run(asking, 0, runID: "r")
      let unknown = #expect(throws: WorkflowError.self) { try handler.sendEvent(Number(n: 1)) }
      #expect(unknown?.code == .notAccepted)
      #expect(
        unknown?.message == "no step of workflow 'asking' takes 'Number' or waits for it; the event was not sent "
          + "to run 'r'. If a step will wait for it later, declare it there with '@Step(waits:)'; if it "
          + "answers a question that a step asks, send it when the question is in the stream")
      let stop = #expect(throws: WorkflowError.self) { try handler.sendEvent(Stop("x")) }
      #expect(stop?.code == .notAccepted)
      #expect(!handler.isDone)
      handler.cancelRun()
    }
  }

  @Test func `to a step is refused if there is no such step, or it does not take the event`() async throws {
    try await inLab { lab in
      let handler = lab.run(asking, 0)
      let unknown = #expect(throws: WorkflowError.self) { try handler.sendEvent(Answer(text: "x"), to: "nope") }
      #expect(unknown?.code == .unknownStep)
      #expect(unknown?.message == "workflow 'asking' has no step 'nope'; its steps are 'ask', 'hear'")
      let refused = #expect(throws: WorkflowError.self) { try handler.sendEvent(Answer(text: "x"), to: "ask") }
      #expect(refused?.code == .notAccepted)
      #expect(refused?.message == "step 'ask' of workflow 'asking' does not take 'Answer'; it takes 'StartEvent'")
      handler.cancelRun()
    }
  }

  @Test func `to a step reaches only that step`() async throws {
    try await inLab { lab in
      let seen = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("send", numWorkers: 1, sends: Number.self) { (_: Start<Int>, context) in
          try context.sendEvent(Number(n: 1), to: "b")
          try context.sendEvent(Number(n: 2), to: "b")
          let unknown = #expect(throws: WorkflowError.self) { try context.sendEvent(Number(n: 1), to: "nope") }
          let refused = #expect(throws: WorkflowError.self) { try context.sendEvent(Text(text: ""), to: "a") }
          #expect(unknown?.code == .unknownStep)
          #expect(refused?.code == .notAccepted)
        }
        Step("a") { (event: Number, _) in seen.append("a") }
        Step("b", numWorkers: 1) { (event: Number, context) -> Stop<Int>? in
          seen.append("b\(event.n)")
          return context.collectEvents(event, count: 2).map { Stop($0.count) }
        }
      }
      _ = try await lab.run(workflow, 0).result
      #expect(seen.values == ["b1", "b2"])
    }
  }

  @Test func `from a task that outlives its step still reaches the run`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("leave", sends: Answer.self) { (_: Start<Int>, context) in
          Task.detached {
            await gate.passStubbornly()
            context.sendEvent(Answer(text: "from behind"))
          }
        }
        Step("hear") { (event: Answer, _) in Stop(event.text) }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      gate.open()
      let result = try await handler.result
      #expect(result == "from behind")
    }
  }

  @Test func `loses nothing when many send at once`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (_: Start<Int>, _) in }
        Step("hear") { (event: Answer, context) -> Stop<Int>? in
          context.collectEvents(event, count: 1_000).map { Stop(Set($0.map(\.text)).count) }
        }
      }
      let handler = lab.run(workflow, 0)
      await withThrowingTaskGroup(of: Void.self) { group in
        for sender in 0..<10 {
          group.addTask { for n in 0..<100 { try handler.sendEvent(Answer(text: "\(sender).\(n)")) } }
        }
      }
      let result = try await handler.result
      #expect(result == 1_000)
    }
  }

  @Test func `to a step that only waits for the event is refused`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, context) in
          Stop(try await context.waitForEvent(Reply.self, waiterEvent: Prompt(order: 1)).order)
        }
      }
      let handler = lab.run(workflow, 0)
      for await _ in handler.streamEvents().of(Prompt.self) { break }
      let refused = #expect(throws: WorkflowError.self) { try handler.sendEvent(Reply(order: 1), to: "ask") }
      #expect(refused?.code == .notAccepted)
      try handler.sendEvent(Reply(order: 2))
      let result = try await handler.result
      #expect(result == 2)
    }
  }
}
