import Testing
import Workflows
import WorkflowsTesting

@Suite("A failing simulation", .timeLimit(.minutes(5)))
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

  @Test func `is shortened at once, even where on plainer ways nothing happens any more`() async throws {
    let failure = try #require(
      await failure(options: .init(patience: .seconds(3_600))) { simulation in
        if simulation.choose(0..<1_000_000) == 0 {
          await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        }
        simulation.expect(false, "it is not the plainest")
      })
    #expect(failure.reason == .violation)
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

  private struct Miss: Error {}

  @Test(arguments: 0..<20)
  func `is not shortened to another error`(seed: UInt64) async throws {
    let errors = Recorder<String>()
    let failure = await failure(seeds: seed..<seed + 1) { simulation in
      let error: any Error
      switch simulation.choose(0..<6) {
      case 0: return
      case 1: error = Miss()
      case 2: error = CancellationError()
      default: error = Boom()
      }
      errors.append("\(type(of: error))")
      throw error
    }
    #expect(failure?.cause.map { "\(type(of: $0))" } == errors.values.first)
  }

  @Test func `leaves nothing behind when its body throws`() async throws {
    let (made, released) = (Recorder<Int>(), Recorder<Int>())
    let failure = await failure { simulation in
      let token = Token(made, released)
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<3).map { Number(n: $0) } }
        Step("sleep") { (event: Number, context) in
          try await context.sleep(for: .seconds(3_600))
          return Stop(token.number)
        }
      }
      _ = simulation.run(workflow, 0)
      try await simulation.sleep(for: .seconds(simulation.choose(0..<5)))
      throw Boom()
    }
    #expect(failure?.cause is Boom)
    #expect(made.values.count > 1)
    #expect(released.values.count == made.values.count)
  }
}
