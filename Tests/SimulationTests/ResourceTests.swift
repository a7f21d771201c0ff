import Testing
import Workflows
import WorkflowsTesting

extension Resources {
  fileprivate var ledger: ResourceDefinition<Ledger> { .value(Ledger()) }
  fileprivate var pool: ResourceDefinition<Held> { held(.workflow) }
  fileprivate var session: ResourceDefinition<Held> { held(.run) { _ = try await $0.resource(\.pool) } }
  fileprivate var cursor: ResourceDefinition<Held> { held(.run) { _ = try await $0.resource(\.session) } }
  fileprivate var scratch: ResourceDefinition<Held> { held(.step) { _ = try await $0.resource(\.cursor) } }

  private func held(
    _ scope: ResourceScope, name: String = #function,
    _ needs: @escaping @Sendable (ResourceResolver) async throws -> Void = { _ in }
  ) -> ResourceDefinition<Held> {
    ResourceDefinition(scope: scope, name: name) { resources in
      let ledger = try await resources.resource(\.ledger)
      try await needs(resources)
      try await resources.sleep(for: .milliseconds(ledger.delay))
      if ledger.delay == 3 { throw Unlucky() }
      return ledger.take(name)
    } teardown: { held in
      await Task.yield()
      held.ledger.giveBack(held)
      if held.number % 5 == 4 { throw Unlucky() }
    }
  }
}

private struct Unlucky: Error {}

private struct Held: Sendable {
  var name: String
  var number: Int
  var ledger: Ledger
}

/// Who holds what, and what was done wrong.
private final class Ledger: Sendable {
  private struct State {
    var taken = 0
    var held: [Int: String] = [:]
    var wrongs: [String] = []
    var choose: @Sendable () -> Int = { 0 }
  }

  private let state = LockedValueBox(State())

  init(choose: @escaping @Sendable () -> Int = { 0 }) { state.withLock { $0.choose = choose } }

  /// How many milliseconds it takes to make the next one.
  var delay: Int { state.withLock(\.choose)() }
  var held: [String] { state.withLock { $0.held.values.sorted() } }
  var wrongs: [String] { state.withLock(\.wrongs) }
  var taken: Int { state.withLock(\.taken) }

  func take(_ name: String) -> Held {
    state.withLock { state in
      defer { state.taken += 1 }
      state.held[state.taken] = name
      return Held(name: name, number: state.taken, ledger: self)
    }
  }

  func giveBack(_ held: Held) {
    state.withLock { state in
      if state.held.removeValue(forKey: held.number) == nil { state.wrongs.append("\(held) was given back twice") }
    }
  }

  func use(_ held: Held) {
    state.withLock { state in
      if state.held[held.number] == nil { state.wrongs.append("\(held) was used after it had been given back") }
    }
  }
}

private struct Part: Event { var number: Int }
private struct Done: Event {}

@Suite("A workflow with resources", .timeLimit(.minutes(10)))
struct ResourceSimulationTests {
  private let workflow = InlineWorkflow<Start<Int>, Stop<Int>, NoState>("resources", output: Int.self) {
    Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Part(number: $0) } }
    Step("use", numWorkers: 3, retry: .constantDelay(.milliseconds(2), maxAttempts: 4), timeout: .seconds(1)) {
      (part: Part, context) in
      let ledger = try await context.resource(\.ledger)
      let scratch = try await context.resource(\.scratch)
      let cursor = try await context.resource(\.cursor)
      for _ in 0..<part.number % 3 {
        ledger.use(scratch)
        ledger.use(cursor)
        try await context.sleep(for: .milliseconds(1))
      }
      ledger.use(scratch)
      ledger.use(cursor)
      return Done()
    }
    Step("join") { (all: [Done], _) in Stop(all.count) }
  }

  private func run(_ simulation: Simulation, cancels: Bool) async throws {
    let ledger = Ledger { simulation.choose(0..<4) }
    var replacements = ResourceReplacements()
    replacements.replace(\.ledger, with: ledger)
    // Those of the run and of its steps are the run's own; so are all with replacements.
    let handler = simulation.run(workflow, 6, options: RunOptions(resources: replacements))
    if cancels {
      try await simulation.sleep(for: .milliseconds(simulation.choose(0..<12)))
      handler.cancelRun()
    }
    do { _ = try await handler.result } catch {}
    // An attempt that ignores its cancellation beyond the grace is still to come back.
    await simulation.runtime.shutdown()
    try await simulation.sleep(for: .seconds(100))
    simulation.expect(ledger.held.isEmpty, "left: \(ledger.held)")
    simulation.expect(ledger.wrongs.isEmpty, "\(ledger.wrongs)")
  }

  @Test func `gives back all of them once, and none while it is used`() async throws {
    try await simulate(seeds: 0..<300) { try await run($0, cancels: false) }
  }

  @Test func `that is cancelled at any moment gives back all of them once, and none while it is used`() async throws {
    try await simulate(seeds: 0..<300) { try await run($0, cancels: true) }
  }

  @Test func `that is struck by faults gives back all of them once`() async throws {
    try await simulate(seeds: 0..<300, faults: .all) { try await run($0, cancels: false) }
  }
}
