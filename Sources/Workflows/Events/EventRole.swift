/// What an event means to a run, known from its type alone.
///
/// A role is a static property of the event's type and not a dynamic cast, because the engine asks for it on every
/// event.
public struct EventRole: Hashable, Sendable, CustomStringConvertible {
  private enum Kind: UInt8 {
    case plain, start, stop, termination, inputRequired, humanResponse, `internal`
  }

  private let kind: Kind

  /// An event between two steps.
  public static let plain = EventRole(kind: .plain)
  /// An event that starts a run: ``StartEvent``.
  public static let start = EventRole(kind: .start)
  /// An event that ends a run with a result: ``StopEvent``.
  public static let stop = EventRole(kind: .stop)
  /// An event with which the runtime ends a run that did not stop by itself: ``TerminationEvent``.
  public static let termination = EventRole(kind: .termination)
  /// An event for somebody outside of the run to answer: ``InputRequiredEvent``.
  public static let inputRequired = EventRole(kind: .inputRequired)
  /// An event that comes from outside of the run: ``HumanResponseEvent``.
  public static let humanResponse = EventRole(kind: .humanResponse)
  /// An event about the run itself, which a stream has only on request: ``InternalEvent``.
  public static let `internal` = EventRole(kind: .internal)

  /// Whether the event is the last of its run.
  public var endsRun: Bool { kind == .stop || kind == .termination }

  /// The value in words.
  public var description: String { String(describing: kind) }
}
