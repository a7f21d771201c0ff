/// What happened in one run: which steps ran, how often, how long, for which events, and what failed.
///
/// It is made from the records of a run's stream, of one that is on as well as of one that has ended:
///
/// ```swift
/// let handler = MyWorkflow().run("x", options: RunOptions(recordsInternalEvents: true))
/// _ = try await handler.result
/// let execution = handler.execution
/// let picture = MyWorkflow().graph.svg(execution)
/// ```
///
/// Attempts are known only of runs that record internal events (``RunOptions/recordsInternalEvents``). Of another run
/// ``isObserved`` is `false`, ``attempts`` is empty, and there is what the stream has in any case: how the run ended, and
/// how many events each step wrote to it (``writes``). Nothing is made up.
///
/// Records that were decoded, such as those of a server, tell less than those of a run in this process: that an attempt
/// failed shows only where a record says so, as ``AttemptSuperseded`` and ``WorkflowFailedEvent`` do.
///
/// Python: `draw_most_recent_execution`.
public struct WorkflowExecution: Codable, Hashable, Sendable {
  /// Every attempt of every step, children's included, in the order in which they began.
  public internal(set) var attempts: [Attempt] = []
  /// How many events each step wrote to the stream or ended the run with, in the order in which they began to.
  public internal(set) var writes: [Writes] = []
  /// How the run ended; ``Outcome/running`` while it is on.
  public internal(set) var outcome = Outcome.running
  /// What the run failed with, in words; `nil` unless it failed.
  public internal(set) var failure: String?
  /// The step that the run failed at; `nil` if none did.
  public internal(set) var failedStep: String?
  /// The time of the last record, from the call of `run`.
  public internal(set) var duration = Duration.zero
  /// Whether the run records internal events, so that attempts are known.
  public internal(set) var isObserved = false
  /// How many records the stream no longer had, so that the rest is a part of what happened.
  public internal(set) var missingRecords = 0

  /// How a run, or an attempt at a step, ended.
  public struct Outcome: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
    /// The outcome's name on the wire.
    public var rawValue: String
    /// Makes the value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not yet; an attempt that still runs when its run ends stays so.
    public static let running = Outcome(rawValue: "running")
    /// The attempt waits for an event.
    public static let waiting = Outcome(rawValue: "waiting")
    /// With what it was to result in.
    public static let completed = Outcome(rawValue: "completed")
    /// With an error.
    public static let failed = Outcome(rawValue: "failed")
    /// Because its time was over.
    public static let timedOut = Outcome(rawValue: "timed_out")
    /// Because somebody wanted it to end.
    public static let cancelled = Outcome(rawValue: "cancelled")

    /// The value in words.
    public var description: String { rawValue }
  }

  /// One attempt of a step at one event, or at one set or batch of events.
  public struct Attempt: Codable, Hashable, Sendable {
    /// The name of the step.
    public internal(set) var step: String
    /// The child run that it is of, as in ``StreamRecord/path``.
    public internal(set) var path: String
    /// The number of the attempt, 1 for the first; 1 also if it is not known.
    public internal(set) var number: Int
    /// The worker, from 0; the last one, if it had several because it waited.
    public internal(set) var worker: Int
    /// The name of the event that it took.
    public internal(set) var inputEventName: String
    /// How many events of which name it took.
    public internal(set) var inputs: [String: Int]
    /// How many events of which name it returned.
    ///
    /// What a step sends is not known.
    public internal(set) var outputs: [String: Int]
    /// When it began, from the call of `run`.
    public internal(set) var start: Duration
    /// When it ended; `nil` if it had not when the records end.
    public internal(set) var end: Duration?
    /// How long it had no worker because it waited for events, so far.
    public internal(set) var waited: Duration
    /// How it ended.
    public internal(set) var outcome: Outcome
    /// What it failed with, in words; `nil` unless it failed, and where that is not known.
    public internal(set) var error: String?
  }

  /// How many events a step wrote.
  public struct Writes: Codable, Hashable, Sendable {
    /// The name of the step.
    public internal(set) var step: String
    /// The child run that it is of.
    public internal(set) var path: String
    /// How many events.
    public internal(set) var count: Int
  }

  /// Puts together what records of one run say, in their order, internal events included.
  public init(_ records: some Sequence<StreamRecord>) {
    var reader = ExecutionReader()
    for record in records { reader.read(record) }
    self = reader.execution
  }

  init() {}
}
