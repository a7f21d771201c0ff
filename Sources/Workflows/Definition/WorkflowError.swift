/// An error of the workflow runtime itself.
///
/// What a step throws is not wrapped: it reaches ``WorkflowHandler/result`` unchanged.
public struct WorkflowError: CausedError, Sendable, CustomStringConvertible {
  /// What went wrong, for code to tell apart.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String {
      case invalidWorkflow, timedOut, cancelled, stepTimedOut, stuck, unknownStep, notAccepted, runEnded,
        duplicateRunID, runtimeShutDown, waitTimedOut, requirementFailed, questionClosed, unknownQuestion,
        ambiguousAnswer, invalidResource
    }

    private let kind: Kind

    /// The graph or an option of the workflow is wrong; the message lists every problem.
    public static let invalidWorkflow = Code(kind: .invalidWorkflow)
    /// The run exceeded its timeout.
    public static let timedOut = Code(kind: .timedOut)
    /// The run was cancelled.
    public static let cancelled = Code(kind: .cancelled)
    /// A step exceeded its own timeout.
    public static let stepTimedOut = Code(kind: .stepTimedOut)
    /// Nothing in the run can make progress any more, and it has not stopped.
    public static let stuck = Code(kind: .stuck)
    /// An event was sent to a step that the workflow does not have.
    public static let unknownStep = Code(kind: .unknownStep)
    /// An event was sent that no step, or not the named step, takes.
    public static let notAccepted = Code(kind: .notAccepted)
    /// Something was asked of a run that has ended.
    public static let runEnded = Code(kind: .runEnded)
    /// A run was started under the id of one that is still on.
    public static let duplicateRunID = Code(kind: .duplicateRunID)
    /// A run was started in a runtime that was shut down.
    public static let runtimeShutDown = Code(kind: .runtimeShutDown)

    /// What a step waited for did not come in time.
    public static let waitTimedOut = Code(kind: .waitTimedOut)
    /// A requirement of a step that waits threw when it was asked about an event.
    public static let requirementFailed = Code(kind: .requirementFailed)
    /// An answer came to a question that is not open any more.
    public static let questionClosed = Code(kind: .questionClosed)
    /// An answer came to a question that the run has not asked.
    public static let unknownQuestion = Code(kind: .unknownQuestion)
    /// An answer does not say to which of several open questions it belongs.
    public static let ambiguousAnswer = Code(kind: .ambiguousAnswer)
    /// A resource needs itself, or one that lives shorter; or it was asked for too late.
    public static let invalidResource = Code(kind: .invalidResource)

    /// The value in words.
    public var description: String { kind.rawValue }
  }

  /// What went wrong.
  public var code: Code
  /// What happened, where, and what to do about it.
  public var message: String
  /// The error that led to this one.
  public var cause: (any Error)?

  /// Makes an error.
  public init(code: Code, message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  /// The value in words.
  public var description: String {
    var text = "\(code): \(message)"
    var next = cause
    var depth = 0
    while let cause = next {
      depth += 1
      // Not one in the other without end: there may be thousands.
      guard let inner = cause as? WorkflowError, depth <= 20 else {
        text += " (cause: \(depth <= 20 ? "\(cause)" : "…")"
        break
      }
      text += " (cause: \(inner.code): \(inner.message)"
      next = inner.cause
    }
    return text + String(repeating: ")", count: depth)
  }
}
