public import Workflows

/// Runs a workflow to its end, and tells everything about the run.
///
/// ```swift
/// let outcome = try await WorkflowTestRunner(MyWorkflow()).run("Ada")
/// print(try outcome.result)
/// print(outcome.steps, outcome.eventTypes)   // ["only"] ["StopEvent": 1]
/// ```
///
/// Time is virtual unless told otherwise: what waits for a time is woken as soon as nothing else can happen. Give the
/// workflow stand-ins for what it depends on, such as a scripted model, as its stored properties, or as replacements of its
/// resources, all of which are torn down in the end.
///
/// Python: `WorkflowTestRunner(workflow).run(…)`.
public struct WorkflowTestRunner<W: Workflow>: Sendable {
  /// The time that a run lives by.
  public struct Time: Hashable, Sendable {
    fileprivate enum Kind { case virtual, real }
    fileprivate let kind: Kind

    /// Passes only when nothing else can happen, and then at once.
    ///
    /// For workflows that do real input and output, ``real`` is right: while they wait for that, virtual time would pass.
    public static var virtual: Time { Time(kind: .virtual) }
    /// Passes as always.
    public static var real: Time { Time(kind: .real) }
  }

  /// The workflow.
  public let workflow: W
  /// The time that its runs live by.
  public let time: Time
  /// How long to wait, in real time, for what a virtual run waits for outside of it before it counts as stuck for ever.
  public let patience: Duration
  /// Resources that are made in another way than their definitions say.
  public let resources: ResourceReplacements

  /// Makes a runner.
  public init(
    _ workflow: W, time: Time = .virtual, patience: Duration = .seconds(10),
    resources: ResourceReplacements = ResourceReplacements()
  ) {
    self.workflow = workflow
    self.time = time
    self.patience = patience
    self.resources = resources
  }

  /// Runs the workflow to its end, however it ends.
  ///
  /// - Parameters:
  ///   - start: The event that starts it.
  ///   - state: The state to begin with.
  ///   - timeout: How long the run may take.
  ///   - options: The options of the run. Internal events are recorded whatever they say.
  ///   - meanwhile: What somebody outside does while the run is on, such as answering questions. It is cancelled when
  ///     the run has ended; when it throws, the run is cancelled.
  /// - Throws: What `meanwhile` throws; ``SimulationFailure`` if the run can never end, or breaks an invariant. That a run
  ///   fails is not thrown here, but by the outcome's ``WorkflowTestOutcome/result``.
  public func run(
    _ start: W.StartEventType, state: W.RunState? = nil, timeout: RunTimeout = .inherited,
    options: RunOptions = RunOptions(),
    meanwhile: @escaping @Sendable (WorkflowHandler<W>) async throws -> Void = { _ in }
  ) async throws -> WorkflowTestOutcome<W> {
    var options = options
    options.recordsInternalEvents = true
    let request = RunRequest(start: start, state: state, timeout: timeout, options: options, meanwhile: meanwhile)
    switch time.kind {
    case .real:
      let runtime = WorkflowRuntime(resources: resources)
      do {
        let outcome = try await watch(request, in: runtime) { [] }
        await runtime.shutdown()
        return outcome
      } catch {
        await runtime.shutdown()
        throw error
      }
    case .virtual:
      let outcome = LockedValueBox<WorkflowTestOutcome<W>?>(nil)
      do {
        try await replay([], options: SimulationOptions(patience: patience, allowsEscapes: true, resources: resources))
        { simulation in
          let watched = try await watch(request, in: simulation.runtime) { simulation.trace }
          outcome.withLock { $0 = watched }
        }
      } catch let failure as SimulationFailure {
        throw failure.cause ?? failure
      }
      guard let outcome = outcome.withLock({ $0 }) else { throw CancellationError() }
      return outcome
    }
  }

  /// Runs the workflow with a value to its end: see ``run(_:state:timeout:options:meanwhile:)-(W.StartEventType,_,_,_,_)``.
  public func run<Input>(
    _ input: Input, state: W.RunState? = nil, timeout: RunTimeout = .inherited, options: RunOptions = RunOptions(),
    meanwhile: @escaping @Sendable (WorkflowHandler<W>) async throws -> Void = { _ in }
  ) async throws -> WorkflowTestOutcome<W> where W.StartEventType == Start<Input> {
    try await run(Start(input), state: state, timeout: timeout, options: options, meanwhile: meanwhile)
  }

  /// Runs the workflow, which needs no input, to its end: see ``run(_:state:timeout:options:meanwhile:)-(W.StartEventType,_,_,_,_)``.
  public func run(
    state: W.RunState? = nil, timeout: RunTimeout = .inherited, options: RunOptions = RunOptions(),
    meanwhile: @escaping @Sendable (WorkflowHandler<W>) async throws -> Void = { _ in }
  ) async throws -> WorkflowTestOutcome<W> where W.StartEventType == Start<Nothing> {
    try await run(Start(), state: state, timeout: timeout, options: options, meanwhile: meanwhile)
  }

  private struct RunRequest: Sendable {
    var start: W.StartEventType
    var state: W.RunState?
    var timeout: RunTimeout
    var options: RunOptions
    var meanwhile: @Sendable (WorkflowHandler<W>) async throws -> Void
  }

  private func watch(
    _ request: RunRequest, in runtime: WorkflowRuntime, trace: @Sendable () -> [TraceEntry]
  ) async throws -> WorkflowTestOutcome<W> {
    let handler = workflow.run(
      request.start, state: request.state, in: runtime, timeout: request.timeout, options: request.options)
    var records: [StreamRecord] = []
    try await withThrowingTaskGroup { group in
      group.addTask {
        do {
          try await request.meanwhile(handler)
        } catch {
          // Nobody will do any more what the run may wait for.
          handler.cancelRun()
          throw error
        }
      }
      for await record in handler.streamEvents(exposeInternal: true).records { records.append(record) }
      group.cancelAll()
      do {
        try await group.waitForAll()
      } catch is CancellationError {
        // It was told to stop, because the run has ended.
      }
    }
    let result: Result<W.StopEventType, any Error>
    do {
      result = .success(try await handler.stopEventResult())
    } catch {
      result = .failure(error)
    }
    return WorkflowTestOutcome(
      stop: result, stopEvent: handler.stopEvent, records: records, state: handler.state, trace: trace())
  }
}
