import Testing
import Workflows
import WorkflowsTesting

struct Number: Event, Hashable { var n: Int }
struct Progress: Event, Hashable { var msg: String }

@Suite("A simulation", .timeLimit(.minutes(2)))
struct SimulateTests {
  /// Ten steps, each of which takes an hour.
  private static let tenHours = InlineWorkflow("ten-hours", input: Start<Int>.self, output: Int.self) {
    Step("first") { (event: Start<Int>, context) in
      try await context.sleep(for: .seconds(3_600))
      return Number(n: 1)
    }
    Step("next") { (event: Number, context) -> Either<Number, Stop<Int>> in
      try await context.sleep(for: .seconds(3_600))
      return event.n < 9 ? .first(Number(n: event.n + 1)) : .second(Stop(event.n + 1))
    }
  }

  @Test func `lets hours pass in no time`() async throws {
    let start = ContinuousClock.now
    try await simulate(seeds: 0..<1_000) { simulation in
      let handler = simulation.run(Self.tenHours, 0, timeout: .seconds(40_000))
      let result = try await handler.result
      simulation.expect(result == 10, "the result is \(result)")
      simulation.expect(simulation.clock.now == .seconds(36_000), "it is \(simulation.clock.now)")
    }
    print("took", ContinuousClock.now - start)
  }

  /// Four branches of three steps each.
  private static func branches(_ order: Order) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("branches", input: Start<Int>.self, output: Int.self) {
      Step("fan") { (_: Start<Int>, _) in (0..<4).map { Number(n: $0) } }
      Step("step", numWorkers: 4) { (event: Number, context) -> Either<Number, Progress> in
        order.note(event.n % 10)
        return event.n < 20 ? .first(Number(n: event.n + 10)) : .second(Progress(msg: ""))
      }
      Step("join") { (event: Progress, context) in
        context.collectEvents(event, count: 4).map { Stop($0.count) }
      }
    }
  }

  @Test func `finds thousands of orders in which four branches of three steps may run`() async throws {
    let orders = Order()
    try await simulate(seeds: 0..<5_000) { simulation in
      let order = Order()
      _ = try await simulation.run(Self.branches(order), 0).result
      orders.note(order.code)
    }
    print("distinct", orders.distinct)
    #expect(orders.distinct >= 4_000)
  }
}

/// Small numbers in the order in which they came.
final class Order: Sendable {
  private let numbers = LockedArray()

  func note(_ number: Int) { numbers.append(number) }
  var code: Int { numbers.values.reduce(1) { $0 * 4 + $1 } }
  var distinct: Int { Set(numbers.values).count }
}

import Synchronization

final class LockedArray: Sendable {
  private let mutex = Mutex<[Int]>([])
  var values: [Int] { mutex.withLock { $0 } }
  func append(_ number: Int) { mutex.withLock { $0.append(number) } }
}
