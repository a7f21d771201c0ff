import Testing
import Workflows
import WorkflowsTesting

private typealias Parts = InlineWorkflow<Start<Int>, Stop<[Int]>, NoState>

@Suite("Cancelling a part of a run", .mayNotHang)
struct CancellingPartsTests {
  /// Numbers that each take as many seconds as they say, two at a time, and are joined.
  private func parts(log: Recorder<String> = Recorder()) -> Parts {
    Parts("parts", output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
      Step("work", numWorkers: 2) { (number: Number, context) in
        do {
          try await context.sleep(for: .seconds(number.n * 10))
        } catch {
          log.append("\(number.n) is cancelled")
          throw error
        }
        log.append("\(number.n) ends")
        return Left(n: number.n)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.map(\.n)) }
    }
  }

  @Test func `cancels what steps are doing and what waits for them, as if they had returned nothing`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let handler = simulation.run(parts(log: log), 4)
      try await simulation.sleep(for: .seconds(15))
      try handler.cancelSteps("work")
      let result = try await handler.result
      simulation.expect(result == [1], "\(result)")
      simulation.expect(simulation.clock.now == .seconds(15), "\(simulation.clock.now)")
    }
    #expect(Set(log.values) == ["1 ends", "2 is cancelled", "3 is cancelled"])
  }

  @Test func `leaves alone what comes for the steps later, and who asks for it`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in [Number(n: 1), Number(n: 1_000)] }
      Step("work") { (number: Number, context) -> Either<Number, Left> in
        try await context.sleep(for: .seconds(number.n))
        if number.n == 1 {
          try context.cancelSteps("work")
          return .first(Number(n: 2))
        }
        return .second(Left(n: number.n))
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.reduce(0) { $0 + $1.n }) }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == 2, "\(result)")
      simulation.expect(simulation.clock.now == .seconds(3), "\(simulation.clock.now)")
    }
  }

  @Test func `removes an attempt that is delayed, and a wait`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) -> [Either<Number, Text>] in [.first(Number(n: 1)), .second(Text(text: ""))]
      }
      Step("fail", retry: .constantDelay(.seconds(1_000), maxAttempts: 9)) { (_: Number, _) -> Left in throw Boom() }
      Step("wait", waits: Answer.self) { (_: Text, context) -> Left in
        _ = try await context.waitForEvent(Answer.self, timeout: nil)
        return Left(n: 1)
      }
      Step("join") { (lefts: [Left], _) in Stop(lefts.count) }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 0)
      try await simulation.sleep(for: .seconds(5))
      try handler.cancelSteps("fail", "wait")
      let result = try await handler.result
      simulation.expect(result == 0, "\(result)")
      simulation.expect(simulation.clock.now == .seconds(5), "\(simulation.clock.now)")
    }
  }

  @Test func `cancels a batch, which nobody collects then`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let handler = simulation.run(parts(log: log), 4)
      try await simulation.sleep(for: .seconds(15))
      try handler.cancelBatch(of: "fan")
      do {
        _ = try await handler.result
        simulation.expect(false, "the batch was collected")
      } catch let error as WorkflowError {
        simulation.expect(error.code == .stuck, "\(error)")
      }
    }
    #expect(Set(log.values) == ["1 ends", "2 is cancelled", "3 is cancelled"])
  }

  @Test func `completes a batch with what has arrived`() async throws {
    try await replay([]) { simulation in
      let handler = simulation.run(parts(), 4)
      try await simulation.sleep(for: .seconds(25))
      try handler.completeBatch(of: "fan")
      let result = try await handler.result
      simulation.expect(result == [1, 2], "\(result)")
      simulation.expect(simulation.clock.now == .seconds(25), "\(simulation.clock.now)")
    }
  }

  @Test func `completes a batch for every step that collects it`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in [Number(n: 1), Number(n: 1_000)] }
      Step("work") { (number: Number, context) in
        try await context.sleep(for: .seconds(number.n))
        return Left(n: number.n)
      }
      Step("count") { (lefts: [Left], _) in Right(n: lefts.count) }
      Step("sum") { (lefts: [Left], _) in Text(text: "\(lefts.reduce(0) { $0 + $1.n })") }
      Step("both") { (count: Right, sum: Text, _) in Stop(count.n * 10 + (Int(sum.text) ?? 0)) }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 0)
      try await simulation.sleep(for: .seconds(5))
      try handler.completeBatch(of: "fan")
      let result = try await handler.result
      simulation.expect(result == 11, "\(result)")
    }
  }

  @Test func `cancels the inner batch of who asks, and the outer one goes on without it`() async throws {
    let workflow = Parts("w", output: [Int].self) {
      Step("outer") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
      Step("inner") { (number: Number, _) in (0..<3).map { Left(n: number.n * 10 + $0) } }
      Step("work") { (left: Left, context) in
        if left.n == 11 { try context.cancelBatch() }
        if left.n == 21 { try context.completeBatch() }
        try await context.sleep(for: .seconds(left.n == 20 ? 0 : 1))
        return Right(n: left.n)
      }
      Step("sum") { (rights: [Right], _) in Text(text: "\(rights.map(\.n).sorted().map(String.init).joined())") }
      Step("all") { (texts: [Text], _) in Stop(texts.map { Int($0.text) ?? -1 }) }
    }
    try await simulate(seeds: 0..<100) { simulation in
      let result = try await simulation.run(workflow, 3).result
      // Of the third one, either nothing had arrived, or what takes no time.
      simulation.expect(
        result.contains(12) && result.count == 2 && (result.contains(-1) || result.contains(20)), "\(result)")
    }
  }

  @Test func `says which steps there are, and which of them open batches`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(waiting(at: gate), 0)
      let unknown = #expect(throws: WorkflowError.self) { try handler.cancelSteps("wait", "walk") }
      #expect(unknown?.code == .unknownStep)
      let none = #expect(throws: WorkflowError.self) { try handler.completeBatch(of: "wait") }
      #expect(none?.code == .notAccepted)
      #expect(none?.message.hasPrefix("step 'wait' of workflow 'waiting' opens no batches") == true)
      gate.open()
      _ = try await handler.result
      try handler.cancelSteps("wait")
    }
  }
}
