extension Model {
  /// What let a gatherer have the first few of a batch.
  struct Release {
    /// The arrival of the last of them.
    var last: Arrival
    /// Whether it was this one in every order.
    var isLastSure: Bool
    var causes: Causes
  }

  /// Withdraws all work that is left of a batch and of the batches within it.
  mutating func cancel(_ id: Int, at release: Release) {
    let cancelled = Set(batches.indices.filter { isBatch($0, within: id) })
    if !isSure(cancelling: cancelled, at: release) { isUnsure = true }
    for batch in cancelled { batches[batch].isOver = true }
    func isWithdrawn(_ item: Item) -> Bool { item.origin.batch.map(cancelled.contains) ?? false }
    for id in executions.indices where executions[id].isAtWork && isWithdrawn(executions[id].item) {
      releaseWorker(of: id)
      withdrawn += 1
    }
    for case .retry(let item) in todos + alarms.map(\.todo) where isWithdrawn(item) { withdrawn += 1 }
    todos = todos.filter { !(item(of: $0).map(isWithdrawn) ?? false) }
    alarms = alarms.filter { !(item(of: $0.todo).map(isWithdrawn) ?? false) }
    for step in queues.indices {
      withdrawn += queues[step].filter(isWithdrawn).count
      queues[step].removeAll(where: isWithdrawn)
    }
    for step in queues.indices { startQueued(step) }
  }

  private func isBatch(_ inner: Int, within outer: Int) -> Bool {
    inner == outer || batches[inner].outside.batch.map { isBatch($0, within: outer) } ?? false
  }

  /// Whether what is left of some batches is the same in every order.
  ///
  /// What has happened before a cancellation must have done so in every order, and nothing else could have: neither
  /// what is ready now, nor what waits for a worker that something ready may free.
  private func isSure(cancelling cancelled: Set<Int>, at release: Release) -> Bool {
    guard trustsTimes else { return false }
    let causes = release.causes
    func isConcerned(_ item: Item) -> Bool { item.origin.batch.map(cancelled.contains) ?? false }
    for id in executions.indices where isConcerned(executions[id].item) {
      if executions[id].begin == time, !causes.begun.contains(id) { return false }
      if executions[id].act == time, !causes.done.contains(id) { return false }
    }
    let queued = queues.flatMap { $0.filter(isConcerned) }
    guard queued.allSatisfy(isLastSure) else { return false }
    let waitingAt = Set(queued.map(\.step))
    return todos.allSatisfy { todo in
      guard let item = item(of: todo) else { return true }
      return !isConcerned(item) && !waitingAt.contains(item.step) || isCaused(todo, by: release)
    }
  }

  /// Whether what waits for a worker waits in every order for those who got one since it came.
  private func isLastSure(_ item: Item) -> Bool {
    executions.allSatisfy { other in
      guard other.item.step == item.step, let begin = other.begin, begin >= item.arrival.time else { return true }
      return !other.isDelayedRetry && !item.isDelayedRetry && isSure(other.item.arrival, before: item.arrival)
    }
  }

  /// Whether something can be done only because of the very execution that completes a release in every order.
  private func isCaused(_ todo: Todo, by release: Release) -> Bool {
    guard case .begin(let id) = todo, case .execution(let emitter, _) = executions[id].item.arrival.source,
      case .execution(let last, _) = release.last.source, emitter == last
    else { return false }
    return release.causes.done.contains(emitter) && release.isLastSure
  }
}
