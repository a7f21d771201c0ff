/// A step that waits for an event, in the middle of its body.
struct Wait: Sendable {
  enum State {
    /// An attempt is suspended in it.
    case open
    /// The attempt has failed, and the next one has not come here yet; an answer is kept for it.
    case resting
    /// It is over, and the next attempt gets the same.
    case answered(any Event)
  }

  /// The number of the call that began it; the order in which waits began.
  var id: UInt64
  var execution: StepExecution
  let type: any Event.Type
  /// The number of the question that is asked; 0 for a plain wait.
  let question: UInt32
  let requirements: [WaitRequest.Requirement]
  var state = State.open

  var isOver: Bool { if case .answered = state { true } else { false } }
}

/// How a wait ends.
package enum WaitOutcome: Sendable {
  case event(any Event)
  case failure(any Error)
}

/// A wait that is over, whose step goes on once it has a worker.
struct Resumption: Sendable {
  let wait: UInt64
  let execution: StepExecution
  let outcome: WaitOutcome
}

/// An event about which the requirements of waits have to be asked, which is the user's code.
package struct Judgement: Sendable {
  package let event: any Event
  /// The waits to ask, in order; the first that takes the event gets it.
  package var candidates: [(wait: UInt64, requirements: [WaitRequest.Requirement])]
  let origin: Origin
  /// Whether it has been kept, and those who take it by themselves have had it.
  let isOld: Bool
  /// Those that were asked before and do not take it.
  var rejected: Set<UInt64> = []
  /// The wait that takes it.
  package var taker: UInt64?

  /// Takes note that a wait does not take the event.
  package mutating func reject(_ wait: UInt64) { rejected.insert(wait) }
}
