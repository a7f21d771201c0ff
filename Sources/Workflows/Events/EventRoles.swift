/// The event that starts a run.
///
/// A workflow takes exactly one type of it.
///
/// ``Start`` is a ready-made one that carries a value; declare your own for several inputs:
///
/// ```swift
/// struct Inquiry: StartEvent { var topic: String; var language = "en" }
/// ```
public protocol StartEvent: Event {}

extension StartEvent {
  /// ``EventRole/start``.
  public static var eventRole: EventRole { .start }
}

/// The event that ends a run when a step returns it.
///
/// A workflow returns exactly one type of it.
///
/// ``Stop`` is a ready-made one that carries a value. A stop event of your own is the result itself:
///
/// ```swift
/// struct Report: StopEvent { var title: String; var pages: Int }   // the result of the run is a Report
/// ```
public protocol StopEvent: Event {
  /// What a run that ends with this event results in.
  associatedtype Result: Sendable = Self
  /// The result of the run.
  var result: Result { get }
}

extension StopEvent {
  /// ``EventRole/stop``.
  public static var eventRole: EventRole { .stop }
}

extension StopEvent where Result == Self {
  /// The event itself.
  public var result: Self { self }
}

/// An event for somebody outside of the run to answer.
///
/// When a step returns one, it is written to the stream and then routed; it needs no step that takes it.
public protocol InputRequiredEvent: Event {}

extension InputRequiredEvent {
  /// ``EventRole/inputRequired``.
  public static var eventRole: EventRole { .inputRequired }
}

/// An event that comes from outside of the run, through ``WorkflowHandler/sendEvent(_:)``.
///
/// A step may take it although no step produces it, and a run that has such a step is never stuck: it waits. With
/// `termination: .implicit` it ends instead, when nothing is left to do.
public protocol HumanResponseEvent: Event {}

extension HumanResponseEvent {
  /// ``EventRole/humanResponse``.
  public static var eventRole: EventRole { .humanResponse }
}

/// An event about the run itself rather than about its work.
///
/// A stream delivers internal events only where they are recorded (``RunOptions/recordsInternalEvents``) and asked
/// for; they are numbered together with all others.
public protocol InternalEvent: Event {}

extension InternalEvent {
  /// ``EventRole/internal``.
  public static var eventRole: EventRole { .internal }
}

/// An event with which the runtime ends a run that did not stop by itself.
///
/// It is the last event of the stream, as a ``StopEvent`` that a step returned would be. Steps cannot return one.
public protocol TerminationEvent: StopEvent {}

extension TerminationEvent {
  /// ``EventRole/termination``.
  public static var eventRole: EventRole { .termination }
}
