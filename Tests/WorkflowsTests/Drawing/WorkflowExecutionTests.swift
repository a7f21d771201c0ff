import Testing
import Workflows
import WorkflowsTesting

/// What is known of one run.
@Suite("An execution", .mayNotHang)
struct WorkflowExecutionTests {
  private let observed = RunOptions(recordsInternalEvents: true)

  /// The attempts in short: "s 1: StartEvent -> StopEvent, completed".
  private func short(_ execution: WorkflowExecution) -> [String] {
    execution.attempts.map { attempt in
      func list(_ events: [String: Int]) -> String {
        events.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.value) \($0.key)" }.joined(
          separator: "+")
      }
      let path = attempt.path.isEmpty ? "" : "\(attempt.path)/"
      return
        "\(path)\(attempt.step) \(attempt.number): \(list(attempt.inputs)) -> \(list(attempt.outputs)), \(attempt.outcome)"
    }
  }

  @Test func `tells which steps ran for what, and how long`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("each", numWorkers: 2) { (event: Number, context) in
          try await context.sleep(for: .seconds(2))
          return event.n == 1 ? nil : Left(n: event.n)
        }
        Step("all") { (lefts: [Left], _) in Stop(lefts.count) }
      }
      let handler = lab.run(workflow, 3, options: observed)
      await lab.advance(by: .seconds(2), onceDeadlinesAre: 2)
      await lab.advance(by: .seconds(2), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == 2)
      let execution = handler.execution
      #expect(
        short(execution) == [
          "fan 1: StartEvent -> 3 Number, completed", "each 1: Number -> Left, completed",
          "each 1: Number -> , completed",
          "each 1: Number -> Left, completed", "all 1: 2 Left -> StopEvent, completed",
        ])
      #expect(execution.outcome == .completed)
      #expect(execution.isObserved)
      #expect(execution.duration == .seconds(4))
      let each = execution.attempts.filter { $0.step == "each" }
      #expect(each.map(\.worker) == [0, 1, 0])
      #expect(each.map(\.start) == [.zero, .zero, .seconds(2)])
      #expect(each.map(\.end) == [.seconds(2), .seconds(2), .seconds(4)])
    }
  }

  @Test func `tells retries, and what each attempt failed with`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .fixed(.seconds(1)), stop: .afterAttempt(3))) { (_: Start<Int>, context) in
          if context.attempt < 3 { throw Boom(text: "boom \(context.attempt)") }
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0, options: observed)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      _ = try await handler.result
      let execution = handler.execution
      #expect(
        short(execution) == [
          "s 1: StartEvent -> , failed", "s 2: StartEvent -> , failed", "s 3: StartEvent -> StopEvent, completed",
        ])
      #expect(execution.attempts.map(\.error) == ["boom 1", "boom 2", nil])
      #expect(execution.outcome == .completed && execution.failure == nil)
    }
  }

  @Test func `of a run that failed tells where and why`() async throws {
    try await inLab { lab in
      let handler = lab.run(one { _, _ in throw Boom() }, 0, options: observed)
      _ = await handler.failure()
      let execution = handler.execution
      #expect(short(execution) == ["s 1: StartEvent -> , failed"])
      #expect(execution.outcome == .failed)
      #expect(execution.failedStep == "s")
      #expect(execution.failure?.hasSuffix("Boom: boom") == true)
    }
  }

  @Test func `tells failures that a handler took`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int> in throw Boom() }
        CatchError("recover") { (_, _) in Stop(7) }
      }
      let handler = lab.run(workflow, 0, options: observed)
      _ = try await handler.result
      #expect(
        short(handler.execution) == [
          "s 1: StartEvent -> , failed", "recover 1: StepFailedEvent -> StopEvent, completed",
        ])
      let svg = workflow.graph.svg(handler.execution)
      let drawn = try DrawnGraph(svg)
      let states = Dictionary(uniqueKeysWithValues: drawn.boxes.map { ($0.name, $0.classes.last ?? "") })
      #expect(states["s"] == "is-failed" && states["recover"] == "is-done" && states["Stop<Int>"] == "is-done")
      let failing = drawn.lines.filter { $0.classes.contains("failing") }
      #expect(failing.map { $0.classes.last } == ["is-done"])
    }
  }

  @Test func `leaves unfinished what was running when the time was over or somebody cancelled`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let timedOut = lab.run(waiting(at: gate), 0, timeout: .seconds(3), options: observed)
      await gate.arrived()
      #expect(short(timedOut.execution) == ["wait 1: StartEvent -> , running"])
      #expect(timedOut.execution.outcome == .running)
      lab.clock.advance(by: .seconds(3))
      _ = await timedOut.failure()
      #expect(timedOut.execution.outcome == .timedOut)
      #expect(timedOut.execution.attempts.map(\.outcome) == [.running])
      #expect(timedOut.execution.attempts.map(\.end) == [nil])
      #expect(timedOut.execution.duration == .seconds(3))

      let cancelled = lab.run(waiting(at: gate), 0, options: observed)
      await gate.arrived(2)
      cancelled.cancelRun()
      _ = await cancelled.failure()
      #expect(cancelled.execution.outcome == .cancelled)
      #expect(cancelled.execution.attempts.map(\.outcome) == [.running])
    }
  }

  @Test func `tells steps that a batch cancelled`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 0), Number(n: 1)] }
        Step("each") { (event: Number, _) in
          if event.n == 1 { try await gate.pass() }
          if event.n == 0 { await gate.arrived() }
          return Left(n: event.n)
        }
        Step("first", collect: .take(1, losers: .cancel)) { (lefts: [Left], _) in Stop(lefts.count) }
      }
      let handler = lab.run(workflow, 0, options: observed)
      _ = try await handler.result
      let each = handler.execution.attempts.filter { $0.step == "each" }
      #expect(each.map(\.outcome) == [.completed, .cancelled])
    }
  }

  @Test func `takes a step that waits for one attempt, and tells how long it waited`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("ask", waits: Answer.self) { (_: Start<Int>, context) in
          try await context.sleep(for: .seconds(1))
          return Stop(try await context.waitForEvent(Answer.self).text)
        }
      }
      let handler = lab.run(workflow, 0, options: observed)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      let isWaiting = await eventually { handler.execution.attempts.first?.outcome == .waiting }
      #expect(isWaiting)
      lab.clock.advance(by: .seconds(5))
      try handler.sendEvent(Answer(text: "yes"))
      _ = try await handler.result
      let execution = handler.execution
      #expect(short(execution) == ["ask 1: StartEvent -> StopEvent, completed"])
      #expect(execution.attempts.map(\.waited) == [.seconds(5)])
      #expect(execution.attempts.map(\.end) == [.seconds(6)])
    }
  }

  @Test func `tells those of children by their paths`() async throws {
    try await inLab { lab in
      let child = echo()
      let parent = InlineWorkflow("parent", input: Start<Int>.self, output: Int.self) {
        Step("run") { (event: Start<Int>, context) in Stop(try await context.run(child, event.input, as: "inner")) }
      }
      let handler = lab.run(parent, 3, options: observed)
      _ = try await handler.result
      #expect(
        short(handler.execution) == [
          "run 1: StartEvent -> StopEvent, completed", "inner/only 1: StartEvent -> StopEvent, completed",
        ])
      var graph = parent.graph
      var node = WorkflowGraph.Node(id: "workflow_echo", label: "echo", nodeType: .workflow)
      node.graph = child.graph
      graph.nodes.append(node)
      graph.edges.append(.init(from: "run", to: node.id, kind: .child))
      let only = try #require(try DrawnGraph(graph.svg(handler.execution)).boxes.first { $0.name == "only" })
      #expect(only.classes.contains("is-done"))
    }
  }

  @Test func `of a run that records no internal events has how it ended and who wrote, and makes nothing up`()
    async throws
  {
    try await inLab { lab in
      let workflow = one { event, context in
        context.writeEventToStream(Progress(msg: "x"))
        return Stop(event.input)
      }
      let handler = lab.run(workflow, 1)
      _ = try await handler.result
      let execution = handler.execution
      #expect(!execution.isObserved && execution.attempts.isEmpty)
      #expect(execution.outcome == .completed)
      #expect(execution.writes.map { "\($0.step) \($0.count)" } == ["s 2"])
      let svg = workflow.graph.svg(execution)
      #expect(!svg.contains("is-never\""))
      #expect(svg.contains("does not record internal events"))
    }
  }

  @Test func `says what the stream has not kept`() async throws {
    try await inLab { lab in
      let workflow = one { event, context in
        for number in 0..<100 { context.writeEventToStream(Progress(msg: "\(number)")) }
        return Stop(event.input)
      }
      let handler = lab.run(
        workflow, 1, options: RunOptions(recordsInternalEvents: true, streamRetention: .last(8)))
      _ = try await handler.result
      let execution = handler.execution
      #expect(execution.missingRecords > 80)
      #expect(execution.outcome == .completed)
      // What may have happened in the gap is not said not to have happened.
      #expect(!workflow.graph.svg(execution).contains("is-never\""))
    }
  }

  @Test func `can be written and read again, and be made of records one by one`() async throws {
    try await inLab { lab in
      let handler = lab.run(one { _, _ in throw Boom() }, 0, options: observed)
      _ = await handler.failure()
      var records: [StreamRecord] = []
      for await record in handler.streamEvents(exposeInternal: true).records { records.append(record) }
      let execution = WorkflowExecution(records)
      #expect(execution == handler.execution)
      let again = try value(WorkflowExecution.self, from: json(execution))
      #expect(again == execution)
    }
  }

  @Test func `is drawn with counts, times and a timeline, in every form`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 1), Number(n: 2)] }
        Step("slow", numWorkers: 1) { (event: Number, context) -> Stop<Int>? in
          try await context.sleep(for: .milliseconds(1500))
          return event.n == 2 ? Stop(2) : nil
        }
        Step("never") { (_: Left, _) in }
        Step("hook", external: true) { (event: Left, _) in Left(n: 1) }
      }
      let handler = lab.run(workflow, 0, options: observed)
      await lab.advance(by: .milliseconds(1500), onceDeadlinesAre: 1)
      await lab.advance(by: .milliseconds(1500), onceDeadlinesAre: 1)
      _ = try await handler.result
      let execution = handler.execution
      let svg = workflow.graph.svg(execution)
      try expectGoodPicture(svg, nodes: workflow.graph.nodes.count, edges: workflow.graph.edges.count)
      let drawn = try DrawnGraph(svg)
      let states = Dictionary(uniqueKeysWithValues: drawn.boxes.map { ($0.name, $0.classes.last ?? "") })
      #expect(states["slow"] == "is-done" && states["never"] == "is-never" && states["Left"] == "is-never")
      let labels = drawn.lines.map(\.label).filter { !$0.isEmpty }
      #expect(labels == ["×2", "×2"])
      let notes = drawn.root.all.filter { $0.classes == ["note"] }.map(\.text)
      #expect(notes.contains("2× · 3 s"))
      let bars = drawn.root.all.filter { $0.name == "rect" && $0.classes.first == "bar" }
      #expect(bars.map { $0.classes[1] } == ["is-completed", "is-completed", "is-completed"])
      #expect(svg.contains("Completed after 3 s"))
      let plain = workflow.graph.svg(execution, options: .init(includesTimeline: false))
      #expect(!plain.contains("class=\"lane\""))

      let mermaid = workflow.graph.mermaid(execution)
      try MermaidCheck.check(mermaid)
      #expect(mermaid.contains(#"step_slow["slow<br/>2× · 3 s"]"#))
      #expect(mermaid.contains("class step_never notRunStyle"))
      let dot = workflow.graph.dot(execution)
      #expect(dot.contains(#"label="slow\n2× · 3 s""#))
      _ = try MarkupReader.read(workflow.graph.html(execution))
    }
  }
}
