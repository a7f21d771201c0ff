extension Model {
  /// Tries again what failed, or gives it to whoever handles it, or ends the run.
  mutating func fail(_ id: Int) {
    var item = executions[id].item
    let step = program.steps[item.step]
    guard let retry = step.retry, item.attempt < retry.maxAttempts else {
      if let handler = handlers[item.step], mayRecover(item, handler) { return recover(id, handler) }
      return end(.failed(step: step.name, attempts: item.attempt), by: id)
    }
    item.attempt += 1
    releaseWorker(of: id)
    if retry.delay > 0 {
      // It comes back by itself, whatever else happened in between.
      let causes = executions[id].causesOnceDone(id)
      item.arrival = Arrival(source: .delay, time: time + retry.delay, causes: causes)
      alarms.append((time + retry.delay, .retry(item)))
    } else {
      item.arrival.causes.formUnion(executions[id].causesOnceDone(id))
      queues[item.step].insert(item, at: 0)
    }
    startQueued(item.step)
  }

  private func mayRecover(_ item: Item, _ handler: Int) -> Bool {
    guard case .failure(_, let most) = program.steps[handler].takes else { return false }
    return item.origin.recoveries[handler, default: 0] < most
  }

  /// Brings what failed to the step that handles it.
  private mutating func recover(_ id: Int, _ handler: Int) {
    let failed = executions[id].item
    if !isCollectionSure(of: id) { isUnsure = true }
    var origin = failed.origin
    origin.recoveries[handler, default: 0] += 1
    let arrival = Arrival(source: .execution(id, index: 0), time: time, causes: executions[id].causesOnceDone(id))
    if let last = failed.last {
      if !last.isSure { isUnsure = true }
      enter(Item(step: handler, event: last.event, value: last.value, arrival: arrival, origin: origin))
    } else {
      enter(
        Item(
          step: handler, event: failed.event, value: failed.value, members: failed.members, arrival: arrival,
          origin: origin))
    }
    finish(id)
  }
  /// Whether an execution that was given a collection came last of those who collected it, in every order.
  private func isCollectionSure(of id: Int) -> Bool {
    (executions[id].item.given?.from ?? []).allSatisfy { other in
      if other == id || executions[id].causes.done.contains(other) { return true }
      return trustsTimes && executions[other].act! < executions[id].act!
    }
  }
}
