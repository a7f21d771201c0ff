import Testing
import Workflows
import WorkflowsTesting

@Suite("Sleeping in a step", .mayNotHang)
struct SleepTests {
  private func sleeper(_ duration: Duration) -> InlineWorkflow<Start<Int>, Stop<Bool>, NoState> {
    InlineWorkflow("sleeper", output: Bool.self) {
      Step("sleep") { (_: Start<Int>, context) in
        do {
          try await context.sleep(for: duration)
          return Stop(true)
        } catch is CancellationError {
          return Stop(false)
        }
      }
    }
  }

  @Test func `goes by the runtime's clock`() async throws {
    try await inLab { lab in
      let handler = lab.run(sleeper(.seconds(3_600)), 0)
      await lab.deadlines(1)
      lab.clock.advance(by: .seconds(3_599))
      #expect(!handler.isDone)
      lab.clock.advance(by: .seconds(1))
      let result = try await handler.result
      #expect(result)
    }
  }

  @Test func `throws CancellationError when the step is cancelled`() async throws {
    try await inLab { lab in
      let slept = Recorder<String>()
      let workflow = one { event, context in
        do {
          try await context.sleep(for: .seconds(3_600))
          slept.append("to the end")
        } catch {
          slept.append("\(type(of: error))")
        }
        return Stop(0)
      }
      let handler = lab.run(workflow, 0)
      await lab.deadlines(1)
      handler.cancelRun()
      #expect(await handler.failureCode() == .cancelled)
      #expect(slept.values == ["CancellationError"])
    }
  }

  @Test(arguments: [Duration.zero, .seconds(-5)])
  func `for no time returns without any passing`(duration: Duration) async throws {
    try await inLab { lab in
      let result = try await lab.run(sleeper(duration), 0).result
      #expect(result)
      #expect(lab.clock.now == .zero)
    }
  }

  @Test func `wakes in the order of the times, however long ago they were asked for`() async throws {
    try await inLab { lab in
      let order = Recorder<Int>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [5, 1, 4, 2, 3].map { Number(n: $0) } }
        Step("sleep", numWorkers: 5) { (event: Number, context) -> Stop<Int>? in
          try await context.sleep(for: .seconds(event.n))
          order.append(event.n)
          return context.collectEvents(event, count: 5).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.deadlines(5)
      for second in 1...5 {
        lab.clock.advance(by: .seconds(1))
        let isAwake = await eventually { order.count == second }
        #expect(isAwake)
      }
      _ = try await handler.result
      #expect(order.values == [1, 2, 3, 4, 5])
    }
  }
}

@Suite("The virtual clock", .mayNotHang)
struct VirtualClockTests {
  @Test func `stands still until it is told otherwise, and never goes back`() {
    let clock = VirtualClock()
    #expect(clock.now == .zero)
    clock.advance(by: .seconds(5))
    clock.advance(to: .seconds(3))
    #expect(clock.now == .seconds(5))
    clock.advance(to: .seconds(7))
    #expect(clock.now == .seconds(7))
    clock.advance(by: .seconds(-1))
    #expect(clock.now == .seconds(7))
  }

  @Test func `shows each deadline's own time while it is handled`() {
    let clock = VirtualClock()
    let times = Recorder<Duration>()
    let alarm = clock.makeAlarm {
      times.append(clock.now)
      return times.count < 3 ? .seconds(10 * (times.count + 1)) : nil
    }
    alarm.ring(by: .seconds(20))
    alarm.ring(by: .seconds(10))
    alarm.ring(by: .seconds(30))
    clock.advance(by: .seconds(100))
    #expect(times.values == [.seconds(10), .seconds(20), .seconds(30)])
    #expect(clock.now == .seconds(100))
  }

  @Test func `goes to the next deadline, if there is one`() {
    let clock = VirtualClock()
    #expect(!clock.advanceToNextDeadline())
    let rung = Box(0)
    let alarm = clock.makeAlarm {
      rung.change { $0 += 1 }
      return nil
    }
    alarm.ring(by: .seconds(10))
    #expect(clock.advanceToNextDeadline())
    #expect(clock.now == .seconds(10))
    #expect(rung.value == 1)
    #expect(!clock.advanceToNextDeadline())
    alarm.ring(by: .seconds(20))
    alarm.stop()
    #expect(!clock.advanceToNextDeadline())
  }

  @Test func `serves several runtimes at once, each deadline in the order of time`() async throws {
    let clock = VirtualClock()
    let runtimes = (0..<3).map { _ in WorkflowRuntime(clock: clock, seed: 1) }
    let handlers = runtimes.enumerated().map { index, runtime in
      waiting(at: Gate()).run(index, in: runtime, timeout: .seconds(Double(3 - index)))
    }
    clock.advance(by: .seconds(1))
    #expect(await handlers[2].failureCode() == .timedOut)
    #expect(!handlers[1].isDone)
    clock.advance(by: .seconds(2))
    for handler in handlers { #expect(await handler.failureCode() == .timedOut) }
  }

  @Test func `wakes in the order in which they were asked for, if the time is the same`() async throws {
    let order = Recorder<Int>()
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
      Step("sleep", numWorkers: 100) { (event: Number, context) -> Stop<Int>? in
        try await context.sleep(for: .seconds(5))
        order.append(event.n)
        return context.collectEvents(event, count: 100).map { Stop($0.count) }
      }
    }
    // The plainest order: whoever is ready first goes first.
    try await replay([]) { simulation in _ = try await simulation.run(workflow, 100).result }
    #expect(order.values == Array(0..<100))
  }
}
