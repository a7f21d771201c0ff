extension Model {
  /// What is sure to have happened at a step before an execution begins there, because of who else was there.
  ///
  /// A step with one worker does one thing after the other, in the order in which they came: so whatever is sure to
  /// have come before is sure to be over. An item that was delayed after a failure has lost its place.
  func causesAtTheStep(of id: Int) -> Causes {
    let item = executions[id].item
    guard program.steps[item.step].workers == 1, !executions[id].isDelayedRetry else { return Causes() }
    var causes = Causes()
    for other in begun where executions[other].item.step == item.step && !executions[other].isDelayedRetry {
      guard isSure(executions[other].item.arrival, before: item.arrival) else { continue }
      causes.formUnion(executions[other].causesOnceDone(other))
    }
    return causes
  }

  /// Whether an event comes before another in every order.
  func isSure(_ first: Arrival, before second: Arrival) -> Bool {
    if trustsTimes, first.time != second.time { return first.time < second.time }
    switch (first.source, second.source) {
    // Events from outside come one after the other, with nothing before them; nothing else is sure about them.
    case (.outside(let index), .outside(let other)): return index < other
    case (.outside, _), (.delay, _): return false
    case (.execution(let emitter, let index), .execution(let other, let otherIndex)) where emitter == other:
      return index < otherIndex
    case (.execution(let emitter, _), _): return second.causes.done.contains(emitter)
    case (.together(let needed), _): return second.causes.done.isSuperset(of: needed)
    }
  }

  /// Whether an execution begins before another in every order.
  func isSure(_ first: Int, beginsBefore second: Int) -> Bool {
    if executions[second].causes.begun.contains(first) { return true }
    guard trustsTimes, let begin = executions[first].begin, let other = executions[second].begin else { return false }
    return begin < other
  }
}
