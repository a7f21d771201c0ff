/// How long one attempt of a step may take.
///
/// An attempt that exceeds it is cancelled and has failed with a ``WorkflowError`` of code
/// ``WorkflowError/Code/stepTimedOut``; the step's retry policy applies. An attempt that ignores its cancellation is
/// left behind: what it sends or writes to the stream until it returns, and what it returns, counts for nothing.
public struct StepTimeout: Hashable, Sendable, CustomStringConvertible {
  /// The time allowed.
  public let duration: Duration
  /// Whether it starts anew with each event that the step writes to the stream.
  public let isIdle: Bool

  /// From the start of the attempt to its end.
  public static func after(_ duration: Duration) -> StepTimeout { .init(duration: duration, isIdle: false) }

  /// From the start of the attempt to its end, in seconds.
  public static func seconds(_ seconds: Double) -> StepTimeout { .after(Duration(clampingSeconds: seconds)) }

  /// From the start of the attempt to its end, in seconds.
  public static func seconds(_ seconds: some BinaryInteger) -> StepTimeout { .after(.seconds(seconds)) }

  /// From the start of the attempt to its end, in milliseconds.
  public static func milliseconds(_ milliseconds: Double) -> StepTimeout {
    .after(Duration(clampingSeconds: milliseconds / 1_000))
  }

  /// Without an event written to the stream: right for a step that streams a model's answer, which may take long but
  /// should never fall silent.
  ///
  /// What the step writes counts, and what children write that it runs. It does not run out while the step waits for an
  /// event, and starts anew when that has come.
  public static func idle(_ duration: Duration) -> StepTimeout { .init(duration: duration, isIdle: true) }

  /// The value in words.
  public var description: String { isIdle ? "\(duration) without an event" : "\(duration)" }
}
