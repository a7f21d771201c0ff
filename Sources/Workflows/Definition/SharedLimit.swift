/// How many executions may use something at once, in all runs of a runtime or in each: a GPU, a database, a service that
/// counts calls.
///
/// ```swift
/// extension SharedLimit {
///   static let gpu = SharedLimit("gpu", permits: 2)
/// }
///
/// struct Picture: Event { var subject: String }
///
/// @Workflow
/// struct Painting {
///   @Step func plan(_ event: Start<[String]>) -> [Picture] { event.input.map { Picture(subject: $0) } }
///   @Step(limit: .gpu) func paint(_ picture: Picture) async throws -> Picture? { picture }
///   @Step func hang(_ pictures: [Picture]) -> Stop<Int> { Stop(pictures.count) }
/// }
/// ```
///
/// The name tells limits apart: steps that name the same one share it, whatever their workflow. An execution needs a
/// permit to begin. What needs one waits in the queue of its step, without a task and without its timeout running, in
/// order: the step's ``StepOptions/priority`` first, then who came first, over all runs. A permit is held for one attempt,
/// until its body has returned, though it may have been cancelled or left behind; it is kept while the step waits for an
/// event. What a child does within a step that holds a permit needs no other of the same name.
///
/// A step that holds a permit while it runs a child that needs one of another limit can wait for a step that does the
/// reverse; only a timeout ends that. Let such limits be taken in one order everywhere.
///
/// It reaches as far as the ``WorkflowRuntime``, and not beyond the process; or, ``Scope/run``, no further than one run.
public struct SharedLimit: Hashable, Sendable, CustomStringConvertible {
  /// How far a limit reaches.
  public struct Scope: Hashable, Sendable {
    private let isRun: Bool

    /// All runs of a runtime.
    public static let runtime = Scope(isRun: false)
    /// One run, with its children: so many at once of all steps that have the limit, where
    /// ``StepOptions/numWorkers`` is about each of them.
    public static let run = Scope(isRun: true)
  }

  /// What steps share it by.
  public let name: String
  /// How many executions may be on, at least 1.
  ///
  /// Where steps give different numbers for one name, each begins in its turn, and while fewer are on than its own
  /// number.
  public let permits: Int

  /// How far it reaches.
  public let scope: Scope

  /// Makes a limit.
  public init(_ name: String, permits: Int, within scope: Scope = .runtime) {
    self.name = name
    self.permits = permits
    self.scope = scope
  }

  /// The value in words.
  public var description: String { "\(permits) of '\(name)'" }
}
