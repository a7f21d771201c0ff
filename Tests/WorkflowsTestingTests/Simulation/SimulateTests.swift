import Testing
import Workflows
import WorkflowsTesting

@Suite("A simulation", .timeLimit(.minutes(5)))
struct SimulateTests {
  @Test func `lets ten hours pass a thousand times`() async throws {
    try await simulate(seeds: 0..<1_000) { simulation in
      let result = try await simulation.run(tenHours, 0, timeout: .seconds(36_001)).result
      simulation.expect(result == 10, "the result is \(result)")
      simulation.expect(simulation.clock.now == .seconds(36_000), "it is \(simulation.clock.now)")
    }
  }

  @Test func `finds thousands of orders in which four branches of three steps may go`() async throws {
    let orders = Recorder<[Int]>()
    try await simulate(seeds: 0..<5_000) { simulation in
      let order = Recorder<Int>()
      _ = try await simulation.run(branches(order), 0).result
      orders.append(order.values)
    }
    #expect(Set(orders.values).count >= 4_000)
  }

  @Test func `goes the same way whenever it has the same seed`() async throws {
    let traces = Recorder<[TraceEntry]>()
    for _ in 0..<2 {
      try await simulate(seeds: 0..<50, faults: .all, options: .init(keepsTrace: true)) { simulation in
        _ = try? await simulation.run(branches(), 0, timeout: .seconds(60)).result
        traces.append(simulation.trace)
      }
    }
    let (first, second) = (traces.values.prefix(50), traces.values.suffix(50))
    #expect(Array(first) == Array(second))
    #expect(Set(first).count > 40)
    let ids = Set(first.compactMap { $0.first?.runID })
    #expect(ids.count > 40, "each seed has run ids of its own")
  }

  // The order changes when the engine asks for choices at other places; then take what this prints. It must not change from
  // one process to the next, as whatever depends on the order of a dictionary would.
  @Test func `goes the same way in every process`() async throws {
    let order = Recorder<Int>()
    try await simulate(seeds: 7..<8, faults: .all) { simulation in
      for _ in 0..<3 { _ = try? await simulation.run(branches(order), 0, timeout: .seconds(60)).result }
    }
    #expect(order.values.map(String.init).joined() == "021212313301001133")
  }

  @Test func `can be asked for random numbers that the seed decides`() async throws {
    let numbers = Recorder<Int>()
    for _ in 0..<2 {
      try await simulate(seeds: 7..<17) { numbers.append($0.choose(10..<20)) }
    }
    #expect(numbers.values.prefix(10) == numbers.values.suffix(10))
    #expect(Set(numbers.values).count > 3)
    #expect(numbers.values.allSatisfy { (10..<20).contains($0) })
  }

  @Test func `controls the children of its body, and tasks with its executor`() async throws {
    try await simulate(seeds: 0..<100) { simulation in
      let handler = simulation.run(tenHours, 0)
      async let hour: Void = simulation.sleep(for: .seconds(3_600))
      let events = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<3 {
          group.addTask {
            var count = 0
            for await _ in handler.streamEvents() { count += 1 }
            return count
          }
        }
        return await group.reduce(0, +)
      }
      let other = Task(executorPreference: simulation.executor) { try await handler.result }
      try await hour
      let result = try await other.value
      simulation.expect(events == 3 && result == 10, "three readers saw \(events) events")
    }
  }

  @Test func `cancels what its body leaves running`() async throws {
    try await simulate(seeds: 0..<20) { simulation in
      let waiting = InlineWorkflow("waiting", input: Start<Int>.self, output: Int.self) {
        Step("ask") { (_: Start<Int>, _) in Question(text: "?") }
        Step("end") { (_: Answer, _) in Stop(1) }
      }
      _ = simulation.run(waiting, 0)
      _ = simulation.run(tenHours, 0)
    }
  }

  @Test func `stops when its task is cancelled`() async throws {
    let seeds = Recorder<UInt64>()
    let task = Task {
      try await simulate(seeds: 0..<UInt64.max) { seeds.append($0.seed) }
    }
    while seeds.values.isEmpty { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `finds nothing wrong with a step that was about to begin when its run was left behind`() async throws {
    try await simulate(seeds: 0..<200) { simulation in
      let handler = simulation.run(branches(), 0)
      await simulation.hop()
      handler.cancelRun()
      simulation.clock.advance(by: .seconds(10))
    }
  }

  @Test func `leaves no memory behind`() async throws {
    let (made, released) = (Recorder<Int>(), Recorder<Int>())
    try await simulate(seeds: 0..<10, faults: .restlessReaders) { simulation in
      let token = Token(made, released)
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("only") { (_: Start<Int>, _) in Stop(token.number) }
      }
      _ = try await simulation.run(workflow, 0).result
    }
    #expect(made.values.count == 10)
    #expect(released.values.count == 10)
  }

  @Test func `lets ten thousand tasks sleep`() async throws {
    try await simulate(seeds: 0..<1) { simulation in
      try await withThrowingTaskGroup { group in
        for n in 0..<10_000 { group.addTask { try await simulation.sleep(for: .seconds(n % 100)) } }
        try await group.waitForAll()
      }
    }
  }
}
