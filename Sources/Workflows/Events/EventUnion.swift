/// One event out of several types: a step's "this or that", as a parameter or as a result.
///
/// Mark an enum with `@EventUnion` instead of writing the conformance:
///
/// ```swift
/// struct Draft: Event { var text: String }
///
/// @EventUnion enum Verdict { case again(Draft), accepted(Stop<String>) }
/// ```
public protocol EventUnion: StepInput, StepOutput {}

/// A ready-made union of two, for steps that do not deserve a named one.
public enum Either<First: StepInput & StepOutput, Second: StepInput & StepOutput>: EventUnion {
  /// An event of the first type.
  case first(First)
  /// An event of the second type.
  case second(Second)

  /// The events of both types.
  public static var producedEvents: [any Event.Type] { First.producedEvents + Second.producedEvents }

  /// The events of both types.
  public static var acceptedEvents: [any Event.Type] { First.acceptedEvents + Second.acceptedEvents }

  /// Those of both types that are in an array.
  public static var listedEvents: [any Event.Type] { First.listedEvents + Second.listedEvents }

  /// ``StepTrigger/each``, unless one of the types is an array.
  public static var stepTrigger: StepTrigger { .union(First.stepTrigger, Second.stepTrigger) }

  /// Wraps an event of either type, the first one first.
  @inlinable
  public static func accept(_ event: any Event) -> Self? {
    if let first = First.accept(event) { return .first(first) }
    if let second = Second.accept(event) { return .second(second) }
    return nil
  }

  /// The event of whichever it is.
  @inlinable
  public consuming func emissions() -> Emissions {
    switch consume self {
    case .first(let value): value.emissions()
    case .second(let value): value.emissions()
    }
  }
}
