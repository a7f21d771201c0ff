extension Model {
  /// Opens a batch for the elements of a list that an execution returns.
  mutating func open(by id: Int, for gatherers: [Int]) -> Int {
    let outside = executions[id].item.origin
    if let around = outside.batch { batches[around].open += gatherers.count }
    batches.append(
      Batch(
        outside: outside, opening: executions[id].causesOnceDone(id), gatherings: gatherers.map { Gathering(step: $0) })
    )
    return batches.count - 1
  }

  /// Brings an event to a step that takes batches; it is dropped if its own batch is not one of them.
  mutating func gather(_ member: Member, at step: Int, _ share: Trigger.Share) {
    guard let id = member.origin.batch,
      let place = batches[id].gatherings.firstIndex(where: { $0.step == step })
    else { return }
    batches[id].gatherings[place].arrivals.append(member)
    guard case .first(let count, _) = share, !batches[id].isOver, batches[id].gatherings[place].released == nil,
      batches[id].gatherings[place].arrivals.count >= count
    else { return }
    let arrivals = batches[id].gatherings[place].arrivals.map(\.arrival)
    let arrival = Arrival(arrivals, time: time)
    release(place, of: id, arrival)
    let gatherings = batches[id].gatherings
    if gatherings.allSatisfy({ $0.released != nil }),
      gatherings.contains(where: { program.steps[$0.step].takes.cancelsRest })
    {
      let isLastSure = arrivals.dropLast().allSatisfy { isSure($0, before: member.arrival) }
      cancel(id, at: Release(last: member.arrival, isLastSure: isLastSure, causes: arrival.causes))
    }
  }

  /// Takes note that a piece of work of a batch is over; the last one closes the batch.
  mutating func leave(_ batch: Int?) {
    guard let id = batch, !batches[id].isOver else { return }
    batches[id].open -= 1
    guard batches[id].open == 0 else { return }
    batches[id].isOver = true
    var causes = batches[id].opening
    for execution in executions.indices where executions[execution].item.origin.batch == id {
      causes.formUnion(executions[execution].causesOnceDone(execution))
    }
    for place in batches[id].gatherings.indices where batches[id].gatherings[place].released == nil {
      release(place, of: id, Arrival(source: .together(causes.done), time: time, causes: causes))
    }
  }

  /// Starts a gatherer: the work takes the place of the gathering in the batch around.
  private mutating func release(_ place: Int, of id: Int, _ arrival: Arrival) {
    let members = batches[id].gatherings[place].arrivals
    batches[id].gatherings[place].released = members.count
    let step = batches[id].gatherings[place].step
    queues[step].append(
      Item(
        step: step, event: program.steps[step].takes.types[0], value: members.reduce(0) { $0 + $1.value },
        members: members.map(\.value), arrival: arrival, origin: batches[id].outside))
    startQueued(step)
  }
}
