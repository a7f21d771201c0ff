import Testing
import Workflows
import WorkflowsTesting

private typealias Race = InlineWorkflow<Start<Int>, Stop<[Int]>, NoState>

@Suite("Taking some members of a batch", .mayNotHang)
struct TakeTests {
  /// Numbers that each take as many seconds as they say, and are joined.
  private func race(_ collect: Collect, numWorkers: Int = 100, log: Recorder<String> = Recorder()) -> Race {
    Race("race", output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
      Step("work", numWorkers: numWorkers, sends: Text.self) { (number: Number, context) in
        log.append("\(number.n) begins")
        do {
          try await context.sleep(for: .seconds(number.n))
        } catch {
          log.append("\(number.n) is cancelled")
          context.sendEvent(Text(text: "too late"))
          context.writeEventToStream(Progress(msg: "too late"))
          throw error
        }
        log.append("\(number.n) ends")
        return Left(n: number.n)
      }
      Step("text") { (text: Text, _) in log.append(text.text) }
      Step("join", collect: collect) { (lefts: [Left], context) in
        log.append("join")
        try await context.sleep(for: .seconds(50))
        return Stop(lefts.map(\.n))
      }
    }
  }

  @Test func `runs the step as soon as they are there, and lets the others go on`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let handler = simulation.run(race(.take(2), log: log), 4)
      let result = try await handler.result
      simulation.expect(result == [1, 2], "\(result)")
      simulation.expect(simulation.clock.now == .seconds(52), "\(simulation.clock.now)")
    }
    #expect(log.values.suffix(5) == ["1 ends", "2 ends", "join", "3 ends", "4 ends"])
  }

  @Test func `runs the step when the batch ends with fewer`() async throws {
    try await replay([]) { simulation in
      let result = try await simulation.run(race(.take(5)), 3).result
      simulation.expect(result == [1, 2, 3], "\(result)")
    }
  }

  @Test func `cancels the others if it is told to, and drops what they do from there on`() async throws {
    let log = Recorder<String>()
    try await replay([]) { simulation in
      let handler = simulation.run(race(.take(2, losers: .cancel), log: log), 4)
      var progress = 0
      for await case _ as Progress in handler.streamEvents() { progress += 1 }
      let result = try await handler.result
      simulation.expect(result == [1, 2], "\(result)")
      simulation.expect(simulation.clock.now == .seconds(52), "\(simulation.clock.now)")
      simulation.expect(progress == 0, "a loser wrote to the stream")
    }
    #expect(log.values.contains("3 is cancelled") && log.values.contains("4 is cancelled"))
    #expect(!log.values.contains("too late"))
  }

  @Test func `removes the others that wait for a worker or for another attempt`() async throws {
    let log = Recorder<String>()
    let workflow = Race("race", output: [Int].self) {
      Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
      Step("work", numWorkers: 1, retry: .exponentialBackoff(maxAttempts: 3)) { (number: Number, context) -> Left in
        log.append("\(number.n) begins")
        if number.n == 1 { throw Boom() }
        return Left(n: number.n)
      }
      Step("join", collect: .take(1, losers: .cancel)) { (lefts: [Left], context) in
        try await context.sleep(for: .seconds(1_000))
        return Stop(lefts.map(\.n))
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 4).result
      simulation.expect(result == [2], "\(result)")
    }
    #expect(log.values == ["1 begins", "2 begins"])
  }

  @Test func `gives the workers of cancelled losers to others at once`() async throws {
    let log = Recorder<String>()
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) -> [Either<Number, Text>] in
        [.first(Number(n: 1_000)), .second(Text(text: ""))]
      }
      Step("stubborn", numWorkers: 1) { (number: Number, context) in
        log.append("\(number.n) begins")
        for _ in 0..<number.n { do { try await context.sleep(for: .seconds(9)) } catch { await Task.yield() } }
        log.append("\(number.n) ends")
        return Right(n: number.n)
      }
      Step("quick") { (_: Text, context) in
        try await context.sleep(for: .seconds(1))
        return Left(n: 0)
      }
      Step("again", collect: .take(1, losers: .cancel)) { (lefts: [Left], _) in Number(n: 0) }
      Step("end") { (right: Right, _) in Stop(right.n) }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == 0, "\(result)")
      simulation.expect(simulation.clock.now == .seconds(1), "\(simulation.clock.now)")
    }
    #expect(log.values == ["1000 begins", "0 begins", "0 ends", "1000 ends"])
  }

  @Test func `cancels what is in batches within it, and ends them`() async throws {
    let log = Recorder<String>()
    let workflow = Race("w", output: [Int].self) {
      Step("outer") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
      Step("inner") { (number: Number, _) in (0..<3).map { Text(text: "\(number.n * $0)") } }
      Step("work", numWorkers: 100) { (text: Text, context) in
        try await context.sleep(for: .seconds(Int(text.text) ?? 0))
        log.append(text.text)
        return Left(n: 1)
      }
      Step("sum") { (lefts: [Left], _) in Right(n: lefts.count) }
      Step("first", collect: .take(1, losers: .cancel)) { (rights: [Right], context) in
        try await context.sleep(for: .seconds(100))
        return Stop(rights.map(\.n))
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 5).result
      simulation.expect(result == [3], "\(result)")
    }
    #expect(log.values.allSatisfy { $0 == "0" })
  }

  @Test func `waits with cancelling until every step that collects has what it wants`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
      Step("work", numWorkers: 100) { (number: Number, context) in
        try await context.sleep(for: .seconds(number.n))
        return Left(n: number.n)
      }
      Step("one", collect: .take(1, losers: .cancel)) { (lefts: [Left], _) in Right(n: lefts.count) }
      Step("two", collect: .take(3)) { (lefts: [Left], _) in Text(text: "\(lefts.count)") }
      Step("both") { (one: Right, two: Text, context) in
        try await context.sleep(for: .seconds(100))
        return Stop(one.n * 10 + (Int(two.text) ?? 0))
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 5).result
      simulation.expect(result == 13, "\(result)")
      simulation.expect(simulation.clock.now == .seconds(103), "\(simulation.clock.now)")
    }
  }

  @Test func `of which there must be one at least is refused`() {
    #expect(problems(.take(0)) == ["step 'join' collects 0 events; take at least 1"])
  }

  private func problems(_ collect: Collect) -> [String] { race(collect).definition.problems }
}
