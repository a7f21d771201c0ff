import Testing
import Workflows
import WorkflowsTesting

@Suite("A runtime", .mayNotHang)
struct WorkflowRuntimeTests {
  /// A workflow that notes its start and waits at the gate of its input.
  private func gated(
    _ gates: [Gate], _ order: Recorder<Int>, limit: Int? = nil, timeout: Duration? = nil
  ) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("gated", output: Int.self, options: .init(timeout: timeout, numConcurrentRuns: limit)) {
      Step("wait") { (event: Start<Int>, _) in
        order.append(event.input)
        try await gates[event.input].pass()
        return Stop(event.input)
      }
    }
  }

  private func gates(_ count: Int) -> [Gate] { (0..<count).map { _ in Gate() } }

  // MARK: Limits

  @Test(arguments: [false, true])
  func `lets only so many runs be on at once, and the others in their order`(isOfWorkflow: Bool) async throws {
    try await inLab(limits: .init(concurrentRuns: isOfWorkflow ? nil : 2)) { lab in
      let (gates, order) = (gates(6), Recorder<Int>())
      let workflow = gated(gates, order, limit: isOfWorkflow ? 2 : nil)
      let handlers = (0..<6).map { lab.run(workflow, $0) }
      await gates[0].arrived()
      await gates[1].arrived()
      #expect(Set(order.values) == [0, 1])
      #expect(lab.runtime.activity.runs == 6)
      for index in 2..<6 {
        gates[index - 2].open()
        await gates[index].arrived()
        #expect(order.values.last == index)
        #expect(order.count == index + 1)
      }
      for gate in gates { gate.open() }
      for (index, handler) in handlers.enumerated() {
        let result = try await handler.result
        #expect(result == index)
      }
    }
  }

  @Test func `gives each workflow a limit of its own, beside the one for all`() async throws {
    try await inLab(limits: .init(concurrentRuns: 2)) { lab in
      let (gates, order) = (gates(5), Recorder<Int>())
      let narrow = gated(gates, order, limit: 1)
      let wide = gated(gates, order)
      let first = lab.run(narrow, 0)
      let second = lab.run(narrow, 1)
      let third = lab.run(wide, 2)
      await gates[0].arrived()
      await gates[2].arrived()
      // The second waits for the first of its workflow, and takes no place among all meanwhile.
      #expect(Set(order.values) == [0, 2])
      let fourth = lab.run(wide, 3)
      gates[2].open()
      await gates[3].arrived()
      gates[0].open()
      await gates[1].arrived()
      #expect(order.values.suffix(2) == [3, 1])
      for gate in gates { gate.open() }
      for handler in [first, second, third, fourth] { _ = try await handler.result }
    }
  }

  @Test func `lets a run that waits for its turn be cancelled, and keeps the order of the rest`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let (gates, order) = (gates(4), Recorder<Int>())
      let workflow = gated(gates, order, limit: 1)
      let handlers = (0..<4).map { lab.run(workflow, $0) }
      await gates[0].arrived()
      handlers[1].cancelRun()
      #expect(await handlers[1].failureCode() == .cancelled)
      #expect(lab.runtime.activity.runs == 3)
      handlers[3].cancelRun()
      for gate in gates { gate.open() }
      _ = try await handlers[2].result
      #expect(order.values == [0, 2])
    }
  }

  @Test func `lets a run that passed one gate and waits at the other be cancelled`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let (gates, order) = (gates(3), Recorder<Int>())
      let blocker = lab.run(gated(gates, order), 0)
      let workflow = gated(gates, order, limit: 1)
      let passed = lab.run(workflow, 1)
      let behind = lab.run(workflow, 2)
      await gates[0].arrived()
      passed.cancelRun()
      #expect(await passed.failureCode() == .cancelled)
      for gate in gates { gate.open() }
      _ = try await blocker.result
      _ = try await behind.result
      #expect(order.values == [0, 2])
    }
  }

  @Test func `starts the timeout of a run when its turn comes`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let (gates, order) = (gates(2), Recorder<Int>())
      let first = lab.run(gated(gates, order), 0)
      let second = lab.run(gated(gates, order), 1, timeout: .seconds(30))
      await gates[0].arrived()
      lab.clock.advance(by: .seconds(3_600))
      #expect(!second.isDone)
      gates[0].open()
      _ = try await first.result
      await gates[1].arrived()
      lab.clock.advance(by: .seconds(29))
      #expect(!second.isDone)
      lab.clock.advance(by: .seconds(1))
      #expect(await second.failureCode() == .timedOut)
    }
  }

  @Test func `goes on to the next run whichever way one ends`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let gate = Gate()
      let failing = InlineWorkflow("failing", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int> in throw Boom() }
      }
      let stuck = InlineWorkflow("stuck", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) -> Stop<Int>? in nil }
      }
      let waiter = lab.run(waiting(at: gate), 0)
      let failed = lab.run(failing, 0)
      let isStuck = lab.run(stuck, 0)
      let noTime = lab.run(echo(), 0, timeout: .after(.zero))
      let last = lab.run(echo(), 5)
      await gate.arrived()
      waiter.cancelRun()
      let result = try await last.result
      #expect(result == 5)
      #expect(await failed.failure() is Boom)
      #expect(await isStuck.failureCode() == .stuck)
      #expect(await noTime.failureCode() == .timedOut)
    }
  }

  @Test func `goes on to the next after a run whose steps were left behind`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let gate = Gate()
      let stubborn = InlineWorkflow("stubborn", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, _) in
          await gate.passStubbornly()
          return Stop(1)
        }
      }
      let first = lab.run(stubborn, 0)
      let second = lab.run(echo(), 2)
      await gate.arrived()
      first.cancelRun()
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      let result = try await second.result
      #expect(result == 2)
      gate.open()
    }
  }

  @Test func `has a limit of a workflow apply to that workflow alone, also when one is gone`() async throws {
    try await inLab { lab in
      // A workflow that takes the place in memory of one that is gone must not have its limit.
      for round in 0..<100 {
        let gate = Gate()
        let limit = round % 2 == 0 ? 1 : 2
        let workflow = waiting(at: gate, .init(numConcurrentRuns: limit))
        let handlers = (0..<limit).map { workflow.run($0, in: lab.runtime, timeout: nil) }
        let isReached = await eventually { gate.arrivalCount == limit }
        #expect(isReached)
        gate.open()
        for handler in handlers { _ = try await handler.result }
        if !isReached { return }
      }
    }
  }

  @Test func `takes a limit below one for one`() async throws {
    try await inLab(limits: .init(concurrentRuns: 0, blockingThreads: 0)) { lab in
      let handlers = (0..<3).map { lab.run(echo(), $0) }
      for handler in handlers { _ = try await handler.result }
    }
  }

  // MARK: Shutdown

  @Test func `that is idle shuts down at once, and starts nothing any more`() async throws {
    try await inLab { lab in
      _ = try await lab.run(echo(), 1).result
      await lab.runtime.shutdown()
      await lab.runtime.shutdown(grace: .seconds(10))
      let handler = lab.run(echo(), 1)
      #expect(handler.isDone)
      let error = await handler.failure() as? WorkflowError
      #expect(error?.code == .runtimeShutDown)
      #expect(
        error?.message.hasSuffix(
          "of workflow 'echo' cannot begin: its runtime was shut down; run the workflow in another one") == true)
    }
  }

  @Test func `that shuts down cancels its runs and waits for their end`() async throws {
    try await inLab(limits: .init(concurrentRuns: 5)) { lab in
      let gate = Gate()
      let handlers = (0..<10).map { lab.run(waiting(at: gate), $0) }
      await gate.arrived(5)
      await lab.runtime.shutdown()
      for handler in handlers {
        #expect(handler.isDone)
        #expect(await handler.failureCode() == .cancelled)
      }
    }
  }

  @Test func `that shuts down with grace lets runs end by themselves, and does not wait longer than they do`()
    async throws
  {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 1)
      await gate.arrived()
      async let shutdown: Void = lab.runtime.shutdown(grace: .seconds(3_600))
      await lab.deadlines(1)
      gate.open()
      let result = try await handler.result
      #expect(result == 1)
      await shutdown
      #expect(lab.clock.now == .zero)
    }
  }

  @Test func `that shuts down with grace cancels what is left when it is over`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 1)
      await gate.arrived()
      async let shutdown: Void = lab.runtime.shutdown(grace: .seconds(10))
      await lab.deadlines(1)
      lab.clock.advance(by: .milliseconds(9_999))
      #expect(!handler.isDone)
      lab.clock.advance(by: .milliseconds(1))
      await shutdown
      #expect(await handler.failureCode() == .cancelled)
    }
  }

  @Test func `may be shut down by several at once`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 1)
      await gate.arrived()
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<5 { group.addTask { await lab.runtime.shutdown() } }
      }
      #expect(await handler.failureCode() == .cancelled)
    }
  }

  // MARK: What it has in hand

  @Test func `says what it has in hand`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 1, timeout: .seconds(10))
      await gate.arrived()
      let activity = lab.runtime.activity
      #expect(activity.runs == 1)
      #expect(activity.tasks == 1)
      #expect(activity.deadlines == 1)
      gate.open()
      _ = try await handler.result
    }
  }

  @Test func `runs on an executor of one's own`() async throws {
    try await inLab(executor: globalConcurrentExecutor) { lab in
      let result = try await lab.run(RunTests.page, "x").result
      #expect(result.hasPrefix("Workflow complete."))
    }
  }

  @Test func `is shared unless one makes another`() async throws {
    let result = try await echo().run(4, timeout: .never).result
    #expect(result == 4)
    #expect(WorkflowRuntime.shared === WorkflowRuntime.shared)
  }

  // MARK: Memory

  /// Something of which it can be seen that it is gone.
  final class Canary: Sendable {}

  /// A run whose workflow holds a canary.
  private func run(
    in lab: Lab,
    _ body:
      @escaping @Sendable (Canary, WorkflowContext<InlineWorkflow<Start<Int>, Stop<Int>, NoState>>) async throws ->
      Stop<Int>,
    then act: (WorkflowHandler<InlineWorkflow<Start<Int>, Stop<Int>, NoState>>) async throws -> Void
  ) async throws -> WeakBox {
    let canary = Canary()
    let box = WeakBox(canary)
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("s") { [canary] (_: Start<Int>, context) in try await body(canary, context) }
    }
    try await act(workflow.run(0, in: lab.runtime, timeout: .seconds(1_000)))
    return box
  }

  @Test func `lets go of a run that has ended`() async throws {
    try await inLab { lab in
      let stopped = try await run(in: lab, { _, _ in Stop(1) }) { _ = try await $0.result }
      let failed = try await run(in: lab, { _, _ in throw Boom() }) { _ = await $0.failure() }
      let gate = Gate()
      let cancelled = try await run(
        in: lab,
        { _, _ in
          try await gate.pass()
          return Stop(1)
        }
      ) { handler in
        handler.cancelRun()
        _ = await handler.failure()
      }
      let timedOut = try await run(
        in: lab,
        { _, context in
          try await context.sleep(for: .seconds(10_000))
          return Stop(1)
        }
      ) { handler in
        await lab.advance(by: .seconds(1_000), onceDeadlinesAre: 2)
        _ = await handler.failure()
      }
      for (name, box) in [("stopped", stopped), ("failed", failed), ("cancelled", cancelled), ("timed out", timedOut)] {
        let isGone = await eventually { box.isEmpty }
        #expect(isGone, "\(name)")
      }
    }
  }

  @Test func `lets go of a run that was dropped by everybody, once it has ended`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let box = try await run(
        in: lab,
        { _, _ in
          try await gate.pass()
          return Stop(1)
        }
      ) { _ in }
      await gate.arrived()
      #expect(!box.isEmpty)
      gate.open()
      let isGone = await eventually { box.isEmpty }
      #expect(isGone)
    }
  }
}

/// A weak reference.
final class WeakBox: @unchecked Sendable {
  // Proof of sendability: weak references are read atomically, and this one is never written.
  private weak var object: AnyObject?
  init(_ object: AnyObject) { self.object = object }
  var isEmpty: Bool { object == nil }
}
