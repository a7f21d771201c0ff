/// What a step does with the value `v` that its event carries.
package indirect enum Action: Codable, Hashable, Sendable {
  /// Returns a stop event with `v` as its result.
  case stop
  /// Returns an event with `v + adding`.
  case emit(event: EventType, adding: Int)
  /// Does the action at `v` modulo their number.
  case branch(actions: [Action])
  /// Returns an event with `v - 1` while `v > 0`, and otherwise does what is left to do.
  case loop(event: EventType, exit: Action)
  /// Returns a list of events with `v * 10 + i`, `i` from 0, of each of the types in turn; it may be empty.
  case fanOut(events: [EventType], count: Int)
  /// Sends events with `v * 10 + i`, `i` from 0, one by one, and returns nothing.
  case send(event: EventType, count: Int)
  /// Collects events of the one type that starts the step: returns nothing until there are enough, and then acts on
  /// their sum.
  ///
  /// Events beyond the count stay for the next collection.
  case collect(count: Int, then: Action)
  /// Returns nothing.
  case drop
  /// Returns a question with `v`; whoever answers it does so with the answer of the same number and `v + 1`.
  case ask(question: Int)
  /// Throws, in every attempt.
  case fail

  /// The action that is meant for a value, once branches and loops have decided.
  package func decided(for value: Int) -> Action {
    switch self {
    case .branch(let actions): actions[(value % actions.count + actions.count) % actions.count].decided(for: value)
    case .loop(let event, let exit): value > 0 ? .emit(event: event, adding: -1) : exit.decided(for: value)
    default: self
    }
  }

  /// This action and all those within it.
  package var all: [Action] {
    switch self {
    case .branch(let actions): [self] + actions.flatMap(\.all)
    case .loop(_, let exit): [self] + exit.all
    case .collect(_, let then): [self] + then.all
    default: [self]
    }
  }
}
