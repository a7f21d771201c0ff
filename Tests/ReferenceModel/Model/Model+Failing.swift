extension Model {
  /// Tries again what failed, or ends the run.
  mutating func fail(_ id: Int) {
    var item = executions[id].item
    let step = program.steps[item.step]
    guard let retry = step.retry, item.attempt < retry.maxAttempts else {
      return end(.failed(step: step.name, attempts: item.attempt), by: id)
    }
    item.attempt += 1
    if retry.delay > 0 {
      // It comes back by itself, whatever else happened in between; the index tells it from what came from outside.
      let causes = executions[id].causesOnceDone(id)
      item.arrival = Arrival(emitter: nil, index: -1, time: time + retry.delay, causes: causes)
      alarms.append((time + retry.delay, .retry(item)))
    } else {
      item.arrival.causes.formUnion(executions[id].causesOnceDone(id))
      queues[item.step].insert(item, at: 0)
    }
    free(item.step)
  }
}
