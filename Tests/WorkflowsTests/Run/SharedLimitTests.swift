import Testing
import Workflows
import WorkflowsTesting

private typealias Limited = InlineWorkflow<Start<Int>, Stop<Int>, NoState>

@Suite("A limit that runs share", .mayNotHang)
struct SharedLimitTests {
  /// Works for so many seconds, and writes down when it began and ended.
  private func work(_ options: StepOptions, log: Recorder<String>, simulation: Simulation) -> Limited {
    Limited("limited", output: Int.self) {
      Step("work", options) { (event: Start<Int>, context) in
        log.append("\(event.input) begins at \(simulation.clock.now.components.seconds)")
        try await context.sleep(for: .seconds(event.input))
        log.append("\(event.input) ends at \(simulation.clock.now.components.seconds)")
        return Stop(event.input)
      }
    }
  }

  @Test func `lets in no more executions than it says, of all runs and all workers`() async throws {
    try await inLab { lab in
      let (gate, crowd) = (Gate(), Crowd())
      let workflow = InlineWorkflow("fan", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<10).map { Number(n: $0) } }
        Step("work", limit: SharedLimit("gpu", permits: 3)) { (event: Number, _) in
          crowd.enter()
          defer { crowd.leave() }
          try await gate.pass()
          return Left(n: event.n)
        }
        Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
      }
      let handlers = (0..<5).map { lab.run(workflow, $0) }
      await gate.arrived(3)
      gate.open()
      for handler in handlers {
        let result = try await handler.result
        #expect(result == 10)
      }
      #expect(crowd.most == 3)
      #expect(lab.runtime.hasUnusedLimits)
    }
  }

  @Test func `lets in who came first`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let workflow = work(.init(limit: SharedLimit("gpu", permits: 1)), log: log, simulation: simulation)
      let handlers = [3, 1, 2].map { simulation.run(workflow, $0) }
      for handler in handlers { _ = try await handler.result }
    }
    #expect(
      log.values == [
        "3 begins at 0", "3 ends at 3", "1 begins at 3", "1 ends at 4", "2 begins at 4", "2 ends at 6",
      ])
  }

  @Test func `lets in the higher priority first, of whichever run`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let handlers = [1, 2, 3, 4].map { number in
        let priority = number == 3 ? 1 : number == 2 ? -1 : 0
        return simulation.run(
          work(.init(priority: priority, limit: SharedLimit("gpu", permits: 1)), log: log, simulation: simulation),
          number)
      }
      for handler in handlers { _ = try await handler.result }
    }
    #expect(log.values.filter { $0.contains("begins") }.map { String($0.prefix(1)) } == ["1", "3", "4", "2"])
  }

  @Test func `goes by its name, and by the count of who asks`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let limits = [SharedLimit("gpu", permits: 2), SharedLimit("gpu", permits: 1), SharedLimit("other", permits: 1)]
      let handlers = zip([3, 2, 1], limits).map { seconds, limit in
        simulation.run(work(.init(limit: limit), log: log, simulation: simulation), seconds)
      }
      for handler in handlers { _ = try await handler.result }
    }
    #expect(
      log.values == [
        "3 begins at 0", "1 begins at 0", "1 ends at 1", "3 ends at 3", "2 begins at 3", "2 ends at 5",
      ])
  }

  @Test func `does not let the timeout of a step run while it waits`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let options = StepOptions(timeout: .seconds(5), limit: SharedLimit("gpu", permits: 1))
      let workflow = work(options, log: log, simulation: simulation)
      let handlers = [4, 3, 2].map { simulation.run(workflow, $0) }
      for handler in handlers { _ = try await handler.result }
      simulation.expect(simulation.clock.now == .seconds(9), "\(simulation.clock.now)")
    }
  }

  @Test func `is free for others while a step waits for its next attempt`() async throws {
    let log = Recorder<String>()
    let limit = SharedLimit("gpu", permits: 1)
    try await replay([]) { simulation in
      let failing = Limited("failing", output: Int.self) {
        Step("fail", retry: .constantDelay(.seconds(10), maxAttempts: 2), limit: limit) {
          (event: Start<Int>, context) in
          if context.attempt == 1 { throw Boom() }
          return Stop(event.input)
        }
      }
      let first = simulation.run(failing, 1)
      let second = simulation.run(work(.init(limit: limit), log: log, simulation: simulation), 3)
      let results = [try await first.result, try await second.result]
      simulation.expect(results == [1, 3], "\(results)")
    }
    #expect(log.values == ["3 begins at 0", "3 ends at 3"])
  }

  @Test func `is held by an attempt that was left behind until that returns`() async throws {
    try await inLab { lab in
      let (stuck, gate) = (Gate(), Gate())
      let limit = SharedLimit("gpu", permits: 1)
      let stubborn = Limited("stubborn", output: Int.self) {
        Step("hang", timeout: .seconds(1), limit: limit) { (event: Start<Int>, _) in
          await stuck.passStubbornly()
          return Stop(event.input)
        }
      }
      let next = Limited("next", output: Int.self) {
        Step("pass", limit: limit) { (event: Start<Int>, _) in
          try await gate.pass()
          return Stop(event.input)
        }
      }
      gate.open()
      let first = lab.run(stubborn, 1)
      await stuck.arrived()
      let second = lab.run(next, 2)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      let code = await first.failureCode()
      #expect(code == .stepTimedOut)
      #expect(!lab.runtime.hasUnusedLimits)
      #expect(second.runningSteps.isEmpty)
      stuck.open()
      let result = try await second.result
      #expect(result == 2)
      let isFree = await eventually { lab.runtime.hasUnusedLimits }
      #expect(isFree)
    }
  }

  @Test func `passes over a run that has ended while it waited`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = Limited("w", output: Int.self) {
        Step("work", limit: SharedLimit("gpu", permits: 1)) { (event: Start<Int>, _) in
          try await gate.pass()
          return Stop(event.input)
        }
      }
      let first = lab.run(workflow, 1)
      await gate.arrived()
      let others = (2...5).map { lab.run(workflow, $0) }
      for other in others.dropLast() { other.cancelRun() }
      for other in others.dropLast() {
        let code = await other.failureCode()
        #expect(code == .cancelled)
      }
      gate.open()
      let results = [try await first.result, try await others[3].result]
      #expect(results == [1, 5])
      let isFree = await eventually { lab.runtime.hasUnusedLimits }
      #expect(isFree)
    }
  }

  @Test func `is held while the step waits for an event, as whoever uses something still does`() async throws {
    let log = Recorder<String>()
    let limit = SharedLimit("desk", permits: 1)
    try await replay([]) { simulation in
      let asking = Limited("asking", output: Int.self) {
        Step("ask", limit: limit, waits: Answer.self) { (event: Start<Int>, context) in
          _ = try await context.waitForEvent(Answer.self, timeout: nil)
          return Stop(event.input)
        }
      }
      let first = simulation.run(asking, 1)
      let second = simulation.run(work(.init(limit: limit), log: log, simulation: simulation), 2)
      try await simulation.sleep(for: .seconds(10))
      try first.sendEvent(Answer(text: "yes"))
      let results = [try await first.result, try await second.result]
      simulation.expect(results == [1, 2], "\(results)")
    }
    #expect(log.values == ["2 begins at 10", "2 ends at 12"])
  }

  @Test func `is not asked for again by a child of the step that holds it`() async throws {
    let limit = SharedLimit("gpu", permits: 1)
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let inner = work(.init(limit: limit), log: log, simulation: simulation)
      let outer = Limited("outer", output: Int.self) {
        Step("run", limit: limit) { (event: Start<Int>, context) in
          Stop(try await context.run(inner, event.input, as: "inner") + 1)
        }
      }
      let handlers = [1, 2].map { simulation.run(outer, $0) }
      let results = [try await handlers[0].result, try await handlers[1].result]
      simulation.expect(results == [2, 3], "\(results)")
    }
    #expect(log.values == ["1 begins at 0", "1 ends at 1", "2 begins at 1", "2 ends at 3"])
  }

  @Test func `within a run is one for each run, and for all of its steps and children`() async throws {
    let log = Recorder<String>()
    let limit = SharedLimit("desk", permits: 1, within: .run)
    try await replay([]) { simulation in
      let inner = work(.init(limit: limit), log: log, simulation: simulation)
      let outer = InlineWorkflow("outer", input: Start<Int>.self, output: Int.self) {
        Step("child") { (event: Start<Int>, context) in
          Left(n: try await context.run(inner, event.input, as: "inner"))
        }
        Step("step", limit: limit) { (event: Start<Int>, context) in
          log.append("step of \(event.input) begins at \(simulation.clock.now.components.seconds)")
          try await context.sleep(for: .seconds(10))
          return Right(n: event.input)
        }
        Step("join") { (left: Left, right: Right, _) in Stop(left.n + right.n) }
      }
      let handlers = [1, 2].map { simulation.run(outer, $0) }
      for handler in handlers { _ = try await handler.result }
      simulation.expect(simulation.clock.now == .seconds(12), "\(simulation.clock.now)")
    }
    #expect(
      log.values.sorted() == [
        "1 begins at 10", "1 ends at 11", "2 begins at 10", "2 ends at 12", "step of 1 begins at 0",
        "step of 2 begins at 0",
      ])
  }

  @Test func `of none is refused`() async throws {
    let workflow = one(.init(limit: SharedLimit("gpu", permits: 0))) { event, _ in Stop(event.input) }
    let error = #expect(throws: WorkflowError.self) { try workflow.validate() }
    #expect(error?.message.contains("step 's' may use 0 of 'gpu' at once; give at least 1") == true)
  }

  @Test func `comes back from hundreds of losers that are cancelled at once, those that have not begun included`()
    async throws
  {
    try await inLab { lab in
      let (gate, log) = (Gate(), Recorder<Int>())
      let workflow = InlineWorkflow("race", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("run", numWorkers: 1_000, limit: SharedLimit("gpu", permits: 300)) { (number: Number, context) -> Left in
          if number.n >= 100 { try await gate.pass() }
          log.append(number.n)
          return Left(n: number.n)
        }
        Step("first", collect: .take(50, losers: .cancel)) { (lefts: [Left], _) in Right(n: lefts.count) }
        Step("end") { (right: Right, context) in
          try await gate.pass()
          return Stop(right.n)
        }
      }
      for _ in 0..<10 {
        let handler = lab.run(workflow, 600)
        let isFree = await eventually { handler.runningSteps == ["end"] && lab.runtime.hasUnusedLimits }
        #expect(isFree)
        handler.cancelRun()
        _ = await handler.failure()
      }
      #expect(log.values.allSatisfy { $0 < 100 })
    }
  }
}
