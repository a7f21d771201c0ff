/// The options of one run.
public struct RunOptions: Sendable {
  /// How long the run may take before it ends with ``WorkflowTimedOutEvent``.
  public var timeout: RunTimeout
  /// Whether each step's start and end is logged, with the logger of the runtime, at level `info`.
  ///
  /// Internal events are then recorded too.
  public var verbose: Bool
  /// Whether the stream has internal events for readers that ask for them (``StepStateChanged``, ``UnhandledEvent``,
  /// ``WorkflowIdleEvent``).
  public var recordsInternalEvents: Bool
  /// How much of the stream is kept.
  public var streamRetention: StreamRetention
  /// How long steps may take to notice that they are cancelled when the run ends, and then its resources to be torn down.
  ///
  /// Those that take longer are left behind and named in the log.
  public var cancellationGrace: Duration
  /// Resources that are made in another way for this run; it then shares none with others.
  public var resources: ResourceReplacements

  /// Makes options; each has a default.
  public init(
    timeout: RunTimeout = .inherited, verbose: Bool = false, recordsInternalEvents: Bool = false,
    streamRetention: StreamRetention = .all, cancellationGrace: Duration = .milliseconds(500),
    resources: ResourceReplacements = ResourceReplacements()
  ) {
    self.timeout = timeout
    self.verbose = verbose
    self.recordsInternalEvents = recordsInternalEvents
    self.streamRetention = streamRetention
    self.cancellationGrace = cancellationGrace
    self.resources = resources
  }
}
