import CoreMetrics
import InMemoryLogging
import Logging
import Testing
import Tracing
import Workflows
import WorkflowsTesting

/// A runtime with a virtual clock, a fixed seed and a log that can be read, for one test.
///
/// Every run that is started with it is checked when the test is over: ``expectOneEnd(_:)``, and that the runtime has
/// nothing left in hand.
final class Lab: Sendable {
  let clock = VirtualClock()
  let runtime: WorkflowRuntime
  private let logHandler = InMemoryLogHandler()
  private let checks = Recorder<@Sendable () async -> Void>()

  init(
    seed: UInt64 = 1, isRealTime: Bool = false, executor: (any TaskExecutor)? = nil,
    tracer: (any Tracer)? = nil, metrics: any MetricsFactory = MetricsSystem.factory,
    limits: WorkflowRuntime.Limits = .init(), resources: ResourceReplacements = .init()
  ) {
    let logHandler = logHandler
    runtime = WorkflowRuntime(
      clock: isRealTime ? ContinuousWorkflowClock() : clock, seed: seed, executor: executor,
      logger: Logger(label: "test") { _ in logHandler }, tracer: tracer, metrics: metrics, limits: limits,
      resources: resources)
  }

  /// What was logged.
  var log: [LogLine] { logHandler.entries.map(LogLine.init) }

  /// The messages that were logged.
  var lines: [String] { log.map(\.message) }

  /// Starts a run, without a timeout unless it is given one.
  func run<W: Workflow>(
    _ workflow: W, _ start: W.StartEventType, runID: String? = nil, state: W.RunState? = nil,
    timeout: RunTimeout = .never, verbose: Bool = false, options: RunOptions = RunOptions(),
    sourceLocation: TestLocation = #_sourceLocation
  ) -> WorkflowHandler<W> {
    let handler = workflow.run(
      start, runID: runID, state: state, in: runtime, timeout: timeout, verbose: verbose, options: options)
    check(handler, sourceLocation)
    return handler
  }

  /// Starts a run with a value.
  func run<W: Workflow, Input>(
    _ workflow: W, _ input: Input, runID: String? = nil, state: W.RunState? = nil, timeout: RunTimeout = .never,
    verbose: Bool = false, options: RunOptions = RunOptions(), sourceLocation: TestLocation = #_sourceLocation
  ) -> WorkflowHandler<W> where W.StartEventType == Start<Input> {
    run(
      workflow, Start(input), runID: runID, state: state, timeout: timeout, verbose: verbose, options: options,
      sourceLocation: sourceLocation)
  }

  private func check<W: Workflow>(_ handler: WorkflowHandler<W>, _ sourceLocation: TestLocation) {
    checks.append { await expectOneEnd(handler, sourceLocation: sourceLocation) }
  }

  /// Waits until the runtime has so many deadlines set.
  func deadlines(_ count: Int, sourceLocation: TestLocation = #_sourceLocation) async {
    let isReached = await eventually { runtime.activity.deadlines == count }
    #expect(isReached, "deadlines: \(runtime.activity.deadlines), not \(count)", sourceLocation: sourceLocation)
  }

  /// Lets time pass once so many deadlines are set.
  func advance(
    by duration: Duration, onceDeadlinesAre count: Int, sourceLocation: TestLocation = #_sourceLocation
  ) async {
    await deadlines(count, sourceLocation: sourceLocation)
    clock.advance(by: duration)
  }

  /// Waits until the runtime has nothing in hand any more.
  func expectQuiet(sourceLocation: TestLocation = #_sourceLocation) async {
    let isQuiet = await eventually { runtime.activity == .init(runs: 0, tasks: 0, deadlines: 0) }
    #expect(isQuiet, "left behind: \(runtime.activity)", sourceLocation: sourceLocation)
  }

  fileprivate func finish(_ sourceLocation: TestLocation) async {
    for check in checks.values { await check() }
    await expectQuiet(sourceLocation: sourceLocation)
  }
}

extension WorkflowRuntime.Activity {
  fileprivate init(runs: Int, tasks: Int, deadlines: Int) {
    self = WorkflowRuntime(seed: 0).activity
    self.runs = runs
    self.tasks = tasks
    self.deadlines = deadlines
  }
}

/// One line of the log.
struct LogLine: Hashable {
  var level: String
  var message: String
  var metadata: [String: String]

  init(_ entry: InMemoryLogHandler.Entry) {
    level = "\(entry.level)"
    message = "\(entry.message)"
    metadata = entry.metadata.mapValues { "\($0)" }
  }
}

/// Runs a test with a ``Lab``, and checks what must hold of every run afterwards.
func inLab(
  seed: UInt64 = 1, isRealTime: Bool = false, executor: (any TaskExecutor)? = nil, tracer: (any Tracer)? = nil,
  metrics: any MetricsFactory = MetricsSystem.factory, limits: WorkflowRuntime.Limits = .init(),
  resources: ResourceReplacements = .init(), sourceLocation: TestLocation = #_sourceLocation,
  _ body: (Lab) async throws -> Void
) async throws {
  let lab = Lab(
    seed: seed, isRealTime: isRealTime, executor: executor, tracer: tracer, metrics: metrics, limits: limits,
    resources: resources)
  try await body(lab)
  await lab.finish(sourceLocation)
}

/// Asserts what holds of every run: its numbers have no gap that is not reported, exactly one event is terminal, and
/// that is the last.
func expectOneEnd<W: Workflow>(
  _ handler: WorkflowHandler<W>, sourceLocation: TestLocation = #_sourceLocation
) async {
  var expected = 0
  var ends = 0
  var last: (any Event)?
  for await record in handler.streamEvents(exposeInternal: true).records {
    #expect(record.sequence == expected, sourceLocation: sourceLocation)
    expected = record.sequence + ((record.event as? StreamGap)?.count ?? 1)
    if type(of: record.event).eventRole.endsRun { ends += 1 }
    last = record.event
  }
  #expect(ends == 1, "a run has exactly one terminal event", sourceLocation: sourceLocation)
  let lastRole = last.map { type(of: $0).eventRole }
  #expect(
    lastRole?.endsRun == true, "the terminal event is the last",
    sourceLocation: sourceLocation)
  #expect(handler.isDone, sourceLocation: sourceLocation)
  let stopType = handler.stopEvent.map { ObjectIdentifier(type(of: $0)) }
  let lastType = last.map { ObjectIdentifier(type(of: $0)) }
  #expect(stopType == lastType, sourceLocation: sourceLocation)
  #expect(handler.runningSteps.isEmpty, sourceLocation: sourceLocation)
}

/// Waits until something holds by letting others go first; gives up, and says so, after two minutes.
func eventually(_ condition: () -> Bool) async -> Bool {
  let end = ContinuousClock.now + .seconds(120)
  while !condition() {
    if Task.isCancelled || ContinuousClock.now > end { return false }
    await Task.yield()
  }
  return true
}

extension WorkflowHandler {
  /// All events of the run; waits for its end.
  func allEvents(exposeInternal: Bool = false) async -> [any Event] {
    var events: [any Event] = []
    for await event in streamEvents(exposeInternal: exposeInternal) { events.append(event) }
    return events
  }

  /// The names of all events of the run; waits for its end.
  func allNames(exposeInternal: Bool = false) async -> [String] {
    await allEvents(exposeInternal: exposeInternal).map { type(of: $0).eventName }
  }

  /// All events of one type; waits for the end of the run.
  func all<E: Event>(_ type: E.Type) async -> [E] {
    await allEvents(exposeInternal: true).compactMap { $0 as? E }
  }

  /// The error that waiting for the result throws; `nil` if the run stopped.
  func failure() async -> (any Error)? {
    do {
      _ = try await result
      return nil
    } catch {
      return error
    }
  }

  /// The code of the ``WorkflowError`` that waiting for the result throws.
  func failureCode() async -> WorkflowError.Code? { (await failure() as? WorkflowError)?.code }
}

extension Trait where Self == TimeLimitTrait {
  /// A test that hangs fails instead.
  static var mayNotHang: TimeLimitTrait { .timeLimit(.minutes(5)) }
}
