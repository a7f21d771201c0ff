import Testing
import Workflows
import WorkflowsTesting

@Suite("A failing simulation", .timeLimit(.minutes(2)))
struct SimulationFailureTests {
  private func failure(
    seeds: Range<UInt64> = 0..<1_000, faults: Faults = [], options: SimulationOptions = .init(),
    _ body: @escaping @Sendable (Simulation) async throws -> Void
  ) async -> SimulationFailure? {
    do {
      try await simulate(seeds: seeds, faults: faults, options: options, body)
      return nil
    } catch {
      return error as? SimulationFailure
    }
  }

  /// A race: two branches, and the test believes that the first one always ends first.
  private static func race(_ simulation: Simulation) async throws {
    let order = Recorder<Int>()
    _ = try await simulation.run(branches(order), 0).result
    if order.values.last != 3 { throw Boom() }
  }

  @Test func `is reported with its seed, the shortest way there, and what happened`() async throws {
    let failure = try #require(await failure(Self.race))
    #expect(failure.reason == .threw)
    #expect(failure.cause is Boom)
    // One detour is all it takes, and the choices before it are the plainest.
    #expect(failure.choices.filter { $0 != 0 }.count == 1, "\(failure.choices)")
    #expect(failure.trace.contains { $0.kind == .began(step: "join", attempt: 1, event: "Progress(msg: \"\")") })
    let text = "\(failure)"
    #expect(text.contains("seed \(failure.seed)"))
    #expect(text.contains("boom"))
    #expect(text.contains("replay(\(failure.choices))"))
    #expect(text.contains("step begins with Number(n: 0)"))
  }

  @Test func `is found and shortened as the guide says`() async throws {
    struct Ask: Event { var shop: Int }
    struct Price: Event { var shop: Int }
    let purchase = InlineWorkflow("purchase", input: Start<Int>.self, output: Int.self) {
      Step("begin") { (event: Start<Int>, context) in [Ask(shop: 1), Ask(shop: 2)] }
      Step("ask") { (event: Ask, context) in Price(shop: event.shop) }
      Step("take") { (event: Price, context) in Stop(event.shop) }
    }
    let failure = try #require(
      await failure { simulation in
        let shop = try await simulation.run(purchase, 7).result
        simulation.expect(shop == 1, "bought from shop \(shop)")
      })
    #expect(failure.seed < 10)
    #expect(failure.violations == ["bought from shop 2"])
    #expect(failure.trace.count < 12)
    #expect(failure.trace.contains { $0.kind == .began(step: "ask", attempt: 1, event: "Ask(shop: 2)") })
  }

  @Test func `fails again with its seed, and with its choices`() async throws {
    let first = try #require(await failure(Self.race))
    let again = try #require(await failure(seeds: first.seed..<first.seed + 1, Self.race))
    #expect(again.choices == first.choices)
    #expect(again.trace == first.trace)
    await #expect(throws: SimulationFailure.self) { try await replay(first.choices, Self.race) }
    try await replay([], Self.race)
  }

  @Test func `may break an expectation of the body`() async throws {
    let failure = try #require(
      await failure { simulation in
        let result = try await simulation.run(tenHours, 0).result
        simulation.expect(result == 11, "the result is \(result)")
      })
    #expect(failure.reason == .violation)
    #expect(failure.violations == ["the result is 10"])
    #expect(failure.choices == [])
  }

  @Test func `may wait for what can never happen`() async throws {
    let failure = try #require(
      await failure(options: .init(patience: .milliseconds(1))) { simulation in
        let waiting = InlineWorkflow("waiting", input: Start<Int>.self, output: Int.self) {
          Step("ask") { (_: Start<Int>, _) in Question(text: "?") }
          Step("end") { (_: Answer, _) in Stop(1) }
        }
        _ = try await simulation.run(waiting, 0).result
      })
    #expect(failure.reason == .deadlock)
    #expect("\(failure)".contains("nothing is left that could happen"))
  }

  @Test func `may never come to rest`() async throws {
    let failure = try #require(
      await failure(options: .init(jobLimit: 1_000)) { simulation in
        while true { await Task.yield() }
      })
    #expect(failure.reason == .livelock)
  }

  @Test func `may depend on a thread that it does not control`() async throws {
    let body: @Sendable (Simulation) async throws -> Void = { simulation in
      let handler = simulation.run(tenHours, 0)
      await Task.detached { handler.cancelRun() }.value
    }
    let failure = try #require(await failure(body))
    #expect(failure.reason == .escaped)
    #expect("\(failure)".contains("does not control"))
    let allowed = await self.failure(seeds: 0..<10, options: .init(allowsEscapes: true), body)
    #expect(allowed == nil)
  }

  @Test func `names the fault that made it fail`() async throws {
    let failure = try #require(
      await failure(faults: .throwingSteps) { simulation in
        _ = try await simulation.run(branches(), 0).result
      })
    #expect(failure.cause is InjectedFault)
    let faults = failure.trace.filter { if case .fault = $0.kind { true } else { false } }
    #expect(faults.count == 1)
  }
}
