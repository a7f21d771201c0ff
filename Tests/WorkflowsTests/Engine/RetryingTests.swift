import Testing
import Workflows
import WorkflowsTesting

@Suite("A step that is tried again", .mayNotHang)
struct RetryingTests {
  private let policy = RetryPolicy.constantDelay(.seconds(10), maxAttempts: 3)

  @Test func `waits by the clock, knows its attempt, and succeeds in the end`() async throws {
    try await inLab { lab in
      let seen = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("flaky", retry: policy) { (_: Start<Int>, context) in
          let info = context.retryInfo
          seen.append(
            "attempt \(context.attempt), retry \(info.retryNumber), elapsed \(info.elapsed / .seconds(1)), "
              + "since \(info.sinceLastFailure.map { "\($0 / .seconds(1))" } ?? "-"), "
              + "last \(info.lastException.map { "\($0)" } ?? "-")")
          if context.attempt < 3 { throw Boom(text: "no \(context.attempt)") }
          return Stop(context.attempt)
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      let isSecond = await eventually { seen.count == 2 }
      #expect(isSecond)
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      let result = try await handler.result
      #expect(result == 3)
      #expect(
        seen.values == [
          "attempt 1, retry 0, elapsed 0.0, since -, last -",
          "attempt 2, retry 1, elapsed 10.0, since 10.0, last no 1",
          "attempt 3, retry 2, elapsed 20.0, since 10.0, last no 2",
        ])
      #expect(lab.clock.now == .seconds(20))
    }
  }

  @Test func `fails its run with what it threw last, after the last attempt`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("hopeless", retry: .constantDelay(.seconds(1), maxAttempts: 2)) { (_: Start<Int>, context) -> Stop<Int> in
          throw Boom(text: "no \(context.attempt)")
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 1)
      #expect(await handler.failure() as? Boom == Boom(text: "no 2"))
      let failed = try #require(handler.stopEvent as? WorkflowFailedEvent)
      #expect(failed.stepName == "hopeless")
      #expect(failed.attempts == 2)
      #expect(failed.elapsedSeconds == 1)
      #expect(failed.exceptionMessage == "no 2")
      #expect(failed.exceptionType.hasSuffix(".Boom"))
    }
  }

  @Test func `is not tried again without a policy`() async throws {
    try await inLab { lab in
      let tries = Box(0)
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("once") { (_: Start<Int>, context) -> Stop<Int> in
          tries.change { $0 += 1 }
          throw Boom()
        }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.failure() as? Boom == Boom())
      #expect(tries.value == 1)
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.attempts == 1)
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.elapsedSeconds == 0)
    }
  }

  @Test func `holds no worker while it waits`() async throws {
    try await inLab { lab in
      let order = Recorder<String>()
      let second = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 1), Number(n: 2)] }
        Step("one", numWorkers: 1, retry: policy) { (event: Number, context) -> Stop<Int>? in
          order.append("\(event.n).\(context.attempt)")
          if event.n == 2 {
            second.open()
            try await second.pass()
            return nil
          }
          if context.attempt == 1 { throw Boom() }
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      await second.arrived()
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      _ = try await handler.result
      #expect(order.values == ["1.1", "2.1", "1.2"])
    }
  }

  @Test func `goes to the front of its queue when its delay is zero`() async throws {
    try await inLab { lab in
      let order = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (1...3).map { Number(n: $0) } }
        Step("one", numWorkers: 1, retry: .init(wait: .none, stop: .afterAttempt(3))) {
          (event: Number, context) -> Stop<Int>? in
          order.append("\(event.n).\(context.attempt)")
          if event.n == 1, context.attempt < 3 { throw Boom() }
          return context.collectEvents(event, count: 3).map { Stop($0.count) }
        }
      }
      _ = try await lab.run(workflow, 0).result
      #expect(order.values == ["1.1", "1.2", "1.3", "2.1", "3.1"])
    }
  }

  @Test func `goes to the front of its queue when its delay is over`() async throws {
    try await inLab { lab in
      let order = Recorder<String>()
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (1...3).map { Number(n: $0) } }
        Step("one", numWorkers: 1, retry: policy) { (event: Number, context) -> Stop<Int>? in
          order.append("\(event.n).\(context.attempt)")
          if event.n == 1, context.attempt == 1 { throw Boom() }
          if event.n == 2 { try await gate.pass() }
          return context.collectEvents(event, count: 3).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      await lab.advance(by: .seconds(10), onceDeadlinesAre: 1)
      gate.open()
      _ = try await handler.result
      #expect(order.values == ["1.1", "2.1", "1.2", "3.1"])
    }
  }

  @Test func `keeps the run going, which is not stuck meanwhile`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .constantDelay(.seconds(3_600), maxAttempts: 2)) { (_: Start<Int>, context) in
          if context.attempt == 1 { throw Boom() }
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.deadlines(1)
      #expect(!handler.isDone)
      #expect(handler.runningSteps == [])
      lab.clock.advance(by: .seconds(3_599))
      #expect(!handler.isDone)
      lab.clock.advance(by: .seconds(1))
      _ = try await handler.result
    }
  }

  @Test func `is forgotten when its run is cancelled or times out first`() async throws {
    try await inLab { lab in
      let tries = Box(0)
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: policy) { (_: Start<Int>, context) -> Stop<Int> in
          tries.change { $0 += 1 }
          throw Boom()
        }
      }
      let cancelled = lab.run(workflow, 0)
      await lab.deadlines(1)
      cancelled.cancelRun()
      #expect(await cancelled.failureCode() == .cancelled)
      let timedOut = lab.run(workflow, 0, timeout: .seconds(5))
      await lab.advance(by: .seconds(60), onceDeadlinesAre: 2)
      #expect(await timedOut.failureCode() == .timedOut)
      #expect((timedOut.stopEvent as? WorkflowTimedOutEvent)?.activeSteps == [])
      #expect(tries.value == 2)
    }
  }

  @Test func `sends again what it sent, and takes back nothing`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("s", retry: .init(wait: .none), sends: Number.self) { (_: Start<Int>, context) in
          context.sendEvent(Number(n: context.attempt))
          if context.attempt < 3 { throw Boom() }
        }
        Step("join") { (event: Number, context) -> Stop<[Int]>? in
          context.collectEvents(event, count: 3).map { Stop($0.map(\.n).sorted()) }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == [1, 2, 3])
    }
  }

  @Test func `draws its jitter from the seed of the runtime, the run and the step`() async throws {
    func delays(seed: UInt64, runID: String) async throws -> [Duration] {
      let times = Recorder<Duration>()
      try await inLab(seed: seed) { lab in
        let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
          Step("s", retry: .exponentialBackoff(maxAttempts: 4)) { (_: Start<Int>, context) in
            times.append(lab.clock.now)
            if context.attempt < 4 { throw Boom() }
            return Stop(1)
          }
        }
        let handler = lab.run(workflow, 0, runID: runID)
        for attempt in 1...3 {
          await lab.deadlines(1)
          lab.clock.advanceToNextDeadline()
          let isNext = await eventually { times.count == attempt + 1 }
          #expect(isNext)
        }
        _ = try await handler.result
      }
      return zip(times.values, times.values.dropFirst()).map { $1 - $0 }
    }
    let first = try await delays(seed: 1, runID: "a")
    #expect(first.count == 3)
    for (delay, most) in zip(first, [1, 2, 4]) {
      #expect(delay > .zero)
      #expect(delay <= .seconds(most))
    }
    let again = try await delays(seed: 1, runID: "a")
    #expect(first == again)
    let otherSeed = try await delays(seed: 2, runID: "a")
    #expect(first != otherSeed)
    let otherRun = try await delays(seed: 1, runID: "b")
    #expect(first != otherRun)
  }

  @Test func `gives up when its time is over`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .fixed(.seconds(4)), stop: .beforeDelay(.seconds(10)))) {
          (_: Start<Int>, context) -> Stop<Int> in
          throw Boom()
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.advance(by: .seconds(4), onceDeadlinesAre: 1)
      let isSecondOver = await eventually { lab.log.count == 2 }
      #expect(isSecondOver)
      await lab.advance(by: .seconds(4), onceDeadlinesAre: 1)
      #expect(await handler.failure() as? Boom == Boom())
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.attempts == 3)
      #expect((handler.stopEvent as? WorkflowFailedEvent)?.elapsedSeconds == 8)
    }
  }
}
