extension Model {
  /// Lets an event wait in a step that takes a set, for others of the same batch, and starts the step if all are there.
  mutating func wait(_ member: Member, at step: Int, _ types: [EventType]) {
    if let batch = member.origin.batch, batches[batch].isOver {
      withdrawn += 1
      return
    }
    let place = Waiting.Place(step: step, batch: member.origin.batch)
    waiting[place, default: Waiting()].arrivals[member.event, default: []].append(member)
    guard let members = takeSet(at: place, types) else { return }
    let others = members.map(\.arrival).filter { !isSameSource($0, member.arrival) }
    let isLastSure = others.allSatisfy { isSure($0, before: member.arrival) }
    // How often it may still be recovered depends on the event that comes last.
    if !isLastSure, Set(members.map(\.origin)).count > 1 { isUnsure = true }
    enter(
      Item(
        step: step, event: types[0], value: members.reduce(0) { $0 + $1.value }, members: members.map(\.value),
        arrival: Arrival(members.map(\.arrival), time: time), origin: member.origin,
        last: Item.Last(event: member.event, value: member.value, isSure: isLastSure)))
  }

  /// The events of a set, in the order of its types, if it is complete.
  private mutating func takeSet(at place: Waiting.Place, _ types: [EventType]) -> [Member]? {
    guard let here = waiting[place] else { return nil }
    var members: [Member] = []
    for (slot, type) in types.enumerated() {
      let slots = types.filter { $0 == type }.count
      let index = here.sets * slots + types[..<slot].filter { $0 == type }.count
      guard let arrivals = here.arrivals[type], index < arrivals.count else { return nil }
      members.append(arrivals[index])
    }
    waiting[place]?.sets += 1
    return members
  }

  private func isSameSource(_ one: Arrival, _ other: Arrival) -> Bool {
    guard case .execution(let emitter, let index) = one.source,
      case .execution(let otherEmitter, let otherIndex) = other.source
    else { return false }
    return emitter == otherEmitter && index == otherIndex
  }
}
