/// One event on its way into one step, through all its attempts.
struct Item {
  var step: Int
  var event: EventType
  var value: Int
  /// The number of the next attempt, from 1.
  var attempt = 1
  var arrival: Arrival
  /// The collection that an earlier attempt was given: the next one gets it again.
  var given: Batch?
}

/// What a collecting step was given.
struct Batch {
  var sum: Int
  /// The executions that brought the events.
  var from: [Int]
}

/// How an event came to a step.
struct Arrival {
  /// The execution that emitted it; `nil` if it came by itself: the start event, an early answer, a delayed retry.
  var emitter: Int?
  /// Its place among what its emitter emitted.
  var index: Int
  var time: Int
  var causes: Causes
}

/// What is sure to have happened before something, in every order in which ready things can be done.
struct Causes {
  /// The executions that had begun, and so written what they write.
  var begun: Set<Int> = []
  /// The executions that were over, and so had emitted all that they emit.
  var done: Set<Int> = []

  mutating func formUnion(_ other: Causes) {
    begun.formUnion(other.begun)
    done.formUnion(other.done)
  }
}

/// One attempt at an item.
struct Execution {
  var item: Item
  /// What is sure to have happened before its body began.
  var causes: Causes
  /// What else is sure to have happened before it acted, because it used what others had collected.
  var brought = Causes()
  /// When its body began; `nil` if it was given a worker and then the run ended.
  var begin: Int?
  /// When it failed or acted.
  var act: Int?
  /// Whether it waited for a delay, after a failure.
  var isDelayedRetry: Bool

  var started: Observation.Started {
    Observation.Started(event: item.event, value: item.value, attempt: item.attempt)
  }

  /// What is sure to have happened once it has begun.
  func causesOnceBegun(_ id: Int) -> Causes {
    var causes = causes
    causes.begun.insert(id)
    return causes
  }

  /// What is sure to have happened when it acts.
  func causesInAction(_ id: Int) -> Causes {
    var causes = causesOnceBegun(id)
    causes.formUnion(brought)
    return causes
  }

  /// What is sure to have happened once it is over.
  func causesOnceDone(_ id: Int) -> Causes {
    var causes = causesInAction(id)
    causes.done.insert(id)
    return causes
  }
}

/// An ending that a run came to, or would have come to had it not ended before.
struct PossibleEnding {
  var ending: Ending
  var time: Int
  var causes: Causes
  /// The execution that returned or threw it.
  var execution: Int?
}
