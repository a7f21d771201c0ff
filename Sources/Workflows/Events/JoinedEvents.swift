/// One event for each of a step's parameters: what a step with several events is triggered with.
///
/// `@Step` and ``Step`` name it for such a step; there is no need to.
public struct JoinedEvents<each Slot> {
  /// The events, in the order of the parameters.
  public let values: (repeat each Slot)
}

extension JoinedEvents: Sendable where repeat each Slot: Sendable {}

// Not a constraint of the type: of a parameter that is no event, `@Step` has more to say than the compiler.
extension JoinedEvents: StepInput where repeat each Slot: Event {
  /// The type of each parameter, in order; a type may stand there more than once.
  public static var acceptedEvents: [any Event.Type] {
    var types: [any Event.Type] = []
    for type in repeat (each Slot).self { types.append(type) }
    return types
  }

  /// ``StepTrigger/set``.
  public static var stepTrigger: StepTrigger { .set }

  /// The events of a complete set.
  public static func accept(_ event: any Event) -> JoinedEvents? {
    guard let set = event as? EventSet else { return nil }
    var rest = set.events[...]
    func take<E: Event>(_ type: E.Type) throws(NoMember) -> E {
      guard let event = rest.popFirst(), let event = E.accept(event) else { throw NoMember() }
      return event
    }
    do throws(NoMember) {
      return JoinedEvents(values: (repeat try take((each Slot).self)))
    } catch {
      return nil
    }
  }
}

/// The engine brought other events than the step takes, which it does not.
private struct NoMember: Error {}

/// A complete set of events on its way into a step.
package struct EventSet: Event {
  package let events: [any Event]
  /// The one that completed the set.
  package let last: any Event

  init(_ events: [any Event], last: any Event) {
    self.events = events
    self.last = last
  }

  /// Never on any wire.
  package init(from decoder: any Decoder) throws { throw NoMember() }

  package func encode(to encoder: any Encoder) throws { try last.encode(to: encoder) }
}
