import Synchronization
import Workflows

struct Number: Event, Hashable { var n: Int }
struct Progress: Event, Hashable { var msg: String }
struct Question: InputRequiredEvent, Hashable { var text: String }
struct Answer: HumanResponseEvent, Hashable { var text: String }

struct Boom: Error, Hashable, CustomStringConvertible {
  var description: String { "boom" }
}

/// What happened, in order, from whichever task.
final class Recorder<Element: Sendable>: Sendable {
  private let mutex = Mutex<[Element]>([])

  var values: [Element] { mutex.withLock { $0 } }
  func append(_ element: Element) { mutex.withLock { $0.append(element) } }
}

/// Something of which one can tell when it is gone.
final class Token: Sendable {
  let number: Int
  private let released: Recorder<Int>

  init(_ made: Recorder<Int>, _ released: Recorder<Int>) {
    number = made.values.count
    made.append(number)
    self.released = released
  }

  deinit { released.append(number) }
}

/// Stops with the sum of what four branches of three steps each count, noting the order in which they go.
func branches(_ order: Recorder<Int> = .init()) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
  InlineWorkflow("branches", input: Start<Int>.self, output: Int.self) {
    Step("fan") { (_: Start<Int>, _) in (0..<4).map { Number(n: $0) } }
    Step("step", numWorkers: 4) { (event: Number, context) -> Either<Number, Progress> in
      order.append(event.n % 10)
      return event.n < 20 ? .first(Number(n: event.n + 10)) : .second(Progress(msg: ""))
    }
    Step("join") { (event: Progress, context) in
      context.collectEvents(event, count: 4).map { Stop($0.count) }
    }
  }
}

/// Ten steps, each of which takes an hour.
let tenHours = InlineWorkflow("ten-hours", input: Start<Int>.self, output: Int.self) {
  Step("first") { (event: Start<Int>, context) in
    try await context.sleep(for: .seconds(3_600))
    return Number(n: 1)
  }
  Step("next") { (event: Number, context) -> Either<Number, Stop<Int>> in
    try await context.sleep(for: .seconds(3_600))
    return event.n < 9 ? .first(Number(n: event.n + 1)) : .second(Stop(event.n + 1))
  }
}
