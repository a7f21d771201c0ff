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
  /// Whether it has a worker.
  var isAtWork = true

  /// Whether it waited for a delay, after a failure.
  var isDelayedRetry: Bool { item.isDelayedRetry }

  var started: Observation.Started {
    Observation.Started(event: item.event, value: item.value, members: item.members, attempt: item.attempt)
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
