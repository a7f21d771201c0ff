/// What a step may return: an event, an optional, an array, or a union of events.
///
/// The types are known before anything runs, which is what makes the graph static. There is no need to conform to it:
/// every ``Event`` does, `Optional` and `Array` do where their element does, and so do ``Either`` and every enum marked
/// `@EventUnion`.
public protocol StepOutput: Sendable {
  /// Every type of event that a value of this type may carry.
  static var producedEvents: [any Event.Type] { get }

  /// Those of ``producedEvents`` that are in an array, which makes a batch of them: none unless an array is returned.
  static var listedEvents: [any Event.Type] { get }

  /// The events that this value carries.
  consuming func emissions() -> Emissions
}

extension StepOutput {
  /// None.
  public static var listedEvents: [any Event.Type] { [] }
}

/// The events that one execution of a step produced.
public enum Emissions: Sendable {
  /// No event: this branch of the run ends here.
  case none
  /// One event.
  case one(any Event)
  /// The events of an array, in its order. An empty array is a list without elements.
  case list([any Event])
}

extension Optional: StepOutput where Wrapped: StepOutput {
  /// The events of the wrapped type.
  public static var producedEvents: [any Event.Type] { Wrapped.producedEvents }

  /// Those of the wrapped type.
  public static var listedEvents: [any Event.Type] { Wrapped.listedEvents }

  /// The events of the wrapped value; none for `nil`.
  @inlinable
  public consuming func emissions() -> Emissions {
    switch consume self {
    case .some(let value): value.emissions()
    case .none: .none
    }
  }
}

extension Array: StepOutput where Element: StepOutput {
  /// The events of the element type.
  public static var producedEvents: [any Event.Type] { Element.producedEvents }

  /// The events of the element type.
  public static var listedEvents: [any Event.Type] { Element.producedEvents }

  /// The events of every element, in order.
  @inlinable
  public consuming func emissions() -> Emissions {
    var events: [any Event] = []
    events.reserveCapacity(count)
    for element in self {
      switch element.emissions() {
      case .none: continue
      case .one(let event): events.append(event)
      case .list(let list): events.append(contentsOf: list)
      }
    }
    return .list(events)
  }
}
