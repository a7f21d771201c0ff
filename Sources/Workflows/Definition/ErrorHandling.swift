/// Whose failures a step takes, and how often: `@CatchError(for: "fetch", maxRecoveries: 2)`.
public struct ErrorHandling: Hashable, Sendable {
  /// The steps whose failures it takes; if empty, every step that no other handler names.
  public let steps: [String]
  /// How often it may do so for work that follows from the same event.
  ///
  /// What a step makes of a batch counts from where the batch began, and what a step with several parameters makes of its
  /// events from the one that came last.
  public let maxRecoveries: Int

  /// Whether there is no step whose failures it could take: it is in a group whose other handlers name them all.
  var isOfNothing = false

  /// Makes the rule of a handler.
  public init(steps: [String] = [], maxRecoveries: Int = 1) {
    self.steps = steps
    self.maxRecoveries = maxRecoveries
  }

  /// Whether it takes the failures of all steps that no other handler names.
  public var isWildcard: Bool { steps.isEmpty && !isOfNothing }
}

extension StepOptions {
  /// The options of a step that handles the failures of others.
  public static func catching(
    for steps: String..., maxRecoveries: Int = 1, sends: any Event.Type...
  ) -> StepOptions {
    var options = StepOptions(numWorkers: 1)
    options.catches = ErrorHandling(steps: steps, maxRecoveries: maxRecoveries)
    options.sends = sends
    return options
  }
}
