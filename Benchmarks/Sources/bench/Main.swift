import Workflows
import WorkflowsTesting

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
@preconcurrency import Glibc
#elseif canImport(Musl)
@preconcurrency import Musl
#endif

/// Measures one thing for each name in its arguments and prints a line of JSON for each.
///
/// The main thread only waits: measuring from it would measure the way to the main actor and back. It waits in `sleep`
/// rather than in the concurrency runtime, because valgrind does not survive that.
@main
enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    Task.detached {
      do {
        try await measure(arguments)
        exit(0)
      } catch {
        fputs("bench: \(error)\n", stderr)
        exit(1)
      }
    }
    while true { sleep(1_000) }
  }

  private static func measure(_ arguments: [String]) async throws {
    guard let name = arguments.first else {
      fputs("usage: bench <measure> [<count>]\n", stderr)
      exit(2)
    }
    let count = arguments.dropFirst().first.flatMap { Int($0) }
    switch name {
    case "three": try await rate("three", count ?? 100_000) { _ = try await threeSteps.run($0).result }
    case "structured": try await rate("structured", count ?? 100_000) { _ = try await threeSteps($0) }
    case "three-traced": try await traced(count ?? 20_000, counts: false)
    case "three-counted": try await traced(count ?? 20_000, counts: true)
    case "concurrent": try await concurrent(count ?? 300)
    case "loop": try await loop(count ?? 1_000_000)
    case "send": try await send(count ?? 1_000)
    case "batch": try await batch(count ?? 1_000)
    case "children": try await children(count ?? 100_000)
    case "edits": try await edits(count ?? 1_000_000)
    case "waiting": try await waiting(count ?? 100_000)
    case "stream": try await stream(count ?? 100_000, readers: 1)
    case "stream9": try await stream(count ?? 100_000, readers: 9)
    case "parked": try await parked(count ?? 100_000, atOnce: 1_000)
    case "parked-burst": try await parked(count ?? 100_000, atOnce: count ?? 100_000)
    case "simulate": try await simulated(UInt64(count ?? 100_000))
    case "first-event": try await firstEvent()
    default:
      fputs("bench: there is no measure '\(name)'\n", stderr)
      exit(2)
    }
  }

  static func report(_ metric: String, _ value: Double, _ unit: String) {
    print("{\"metric\":\"\(metric)\",\"value\":\(value),\"unit\":\"\(unit)\"}")
    fflush(nil)
  }

  static func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let duration = try await ContinuousClock().measure { try await body() }
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// Runs one after the other.
  private static func rate(_ metric: String, _ count: Int, _ run: (Int) async throws -> Void) async throws {
    for n in 0..<min(count, 1_000) { try await run(n) }
    let time = try await seconds { for n in 0..<count { try await run(n) } }
    report(metric, Double(count) / time, "1/s")
  }

  /// So many runs at once, awaited together, again and again.
  private static func concurrent(_ count: Int) async throws {
    let rounds = 200
    let time = try await seconds {
      for _ in 0..<rounds {
        let handlers = (0..<count).map { threeSteps.run($0) }
        for handler in handlers { _ = try await handler.result }
      }
    }
    report("concurrent", Double(rounds * count) / time, "1/s")
  }

  private static func loop(_ count: Int) async throws {
    _ = try await looping.run(1_000, timeout: nil).result
    let before = residentBytes()
    let time = try await seconds { _ = try await looping.run(count, timeout: nil).result }
    report("loop", Double(count) / time, "1/s")
    report("loop-growth", Double(residentBytes() - before), "bytes")
  }

  private static func send(_ count: Int) async throws {
    let workflow = sending(count)
    let rounds = max(1, 200_000 / count)
    _ = try await workflow.run(count, timeout: nil).result
    let time = try await seconds {
      for _ in 0..<rounds { _ = try await workflow.run(count, timeout: nil).result }
    }
    report("send-\(count)", Double(rounds * count) / time, "1/s")
  }

  private static func stream(_ count: Int, readers: Int) async throws {
    let time = await seconds {
      let handler = streaming.run(count, timeout: nil)
      await withTaskGroup { group in
        for _ in 0..<readers {
          group.addTask {
            var seen = 0
            for await event in handler.streamEvents() where event is Token { seen += 1 }
            precondition(seen == count, "a reader saw \(seen) of \(count) events")
          }
        }
      }
    }
    report("stream-\(readers)", Double(count) / time, "1/s")
  }

  /// Runs that wait between two steps, each with its id, deadline, registry entry and one record.
  ///
  /// Started some at a time: what the tasks take that wait for a processor to run a first step on is not the parked
  /// runs'. (`parked-burst` starts all at once.)
  private static func parked(_ count: Int, atOnce: Int) async throws {
    let runtime = WorkflowRuntime()
    let first = asking.run(in: runtime)
    for await event in first.streamEvents() where event is Ask { try first.sendEvent(Answer(text: "")) }

    let before = residentBytes()
    var handlers: [WorkflowHandler<InlineWorkflow<Start<Nothing>, Stop<String>, NoState>>] = []
    while handlers.count < count {
      let started = (0..<min(atOnce, count - handlers.count)).map { _ in
        asking.run(in: runtime, timeout: .seconds(3_600))
      }
      for handler in started {
        for await event in handler.streamEvents() where event is Ask { break }
      }
      handlers += started
    }
    while runtime.activity.tasks > 0 { await Task.yield() }
    report(atOnce < count ? "parked" : "parked-burst", Double(residentBytes() - before) / Double(count), "bytes")
    if atOnce == count { return }

    let time = try await seconds {
      for handler in handlers { try handler.sendEvent(Answer(text: "y")) }
      for handler in handlers { _ = try await handler.result }
    }
    report("answered", Double(count) / time, "1/s")
  }

  /// Simulated runs of ten steps, each of which takes an hour of virtual time.
  private static func simulated(_ count: UInt64) async throws {
    let time = try await seconds {
      try await simulate(seeds: 0..<count) { simulation in
        let result = try await simulation.run(tenHours, 0).result
        simulation.expect(result == 10 && simulation.clock.now == .seconds(36_000), "ten steps take ten hours")
      }
    }
    report("simulated", time, "s")
  }

  /// Says when the first event of a first run is there, for who measures the start of the process.
  private static func firstEvent() async throws {
    for await event in streaming.run(1).streamEvents() where event is Token {
      report("first-event", 1, "event")
      break
    }
  }

  /// The memory that the process has in the machine's.
  static func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var total = 0
    var resident = 0
    withUnsafeMutablePointer(to: &total) { total in
      withUnsafeMutablePointer(to: &resident) { resident in
        _ = withVaList([total, resident]) { vfscanf(file, "%ld %ld", $0) }
      }
    }
    return resident * Int(getpagesize())
  }
}
