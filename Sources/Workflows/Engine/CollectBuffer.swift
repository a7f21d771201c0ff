import DequeModule

/// What a piece of work that may be tried again has done with a buffer, call by call, so that the calls of another
/// attempt come to the same.
struct Collected {
  enum Outcome {
    /// It added its event, which may be in another's collection by now.
    case added
    /// It was given a collection, and is given it again.
    case given([any Event])
  }

  private var outcomes: [Outcome] = []
  /// The attempt that collects, and how often it has.
  private var attempt: Int32 = 0
  private var calls = 0

  /// Takes note of a call; returns what an earlier attempt's call came to, if there was one.
  mutating func call(in attempt: Int32) -> Outcome? {
    if attempt != self.attempt {
      self.attempt = attempt
      calls = 0
    }
    calls += 1
    return calls <= outcomes.count ? outcomes[calls - 1] : nil
  }

  /// Takes note of what the last call came to.
  mutating func note(_ events: [any Event]?) {
    let outcome = events.map(Outcome.given) ?? .added
    if calls <= outcomes.count { outcomes[calls - 1] = outcome } else { outcomes.append(outcome) }
  }
}

/// What a step has collected so far, until it is complete.
///
/// Few buffers with few types each: they are looked through one by one, which is faster than hashing.
struct CollectBuffer {
  let step: Int32
  let bufferID: String

  private struct Lane {
    let type: ObjectIdentifier
    var entries: Deque<any Event> = []
  }

  private var lanes: [Lane] = []
  private var wanted = CollectRequest.Wanted.each([])

  init(step: Int32, bufferID: String) {
    self.step = step
    self.bufferID = bufferID
  }

  /// Adds an event, unless it was added by an earlier attempt, and takes the whole collection if it is complete.
  mutating func collect(
    _ event: any Event, _ wanted: CollectRequest.Wanted, isAdded: Bool
  ) -> [any Event]? {
    self.wanted = wanted
    if !isAdded { lanes[lane(of: ObjectIdentifier(Swift.type(of: event)))].entries.append(event) }
    switch wanted {
    case .count(let type, let count): return take(count, from: self.lane(of: ObjectIdentifier(type)))
    case .each(let types): return takeEach(types)
    }
  }

  private mutating func lane(of type: ObjectIdentifier) -> Int {
    for index in lanes.indices where lanes[index].type == type { return index }
    lanes.append(Lane(type: type))
    return lanes.count - 1
  }

  private mutating func take(_ count: Int, from lane: Int) -> [any Event]? {
    guard lanes[lane].entries.count >= count else { return nil }
    let taken = Array(lanes[lane].entries.prefix(count))
    lanes[lane].entries.removeFirst(count)
    return taken
  }

  private mutating func takeEach(_ types: [any Event.Type]) -> [any Event]? {
    var needed = lanes.map { _ in 0 }
    for type in types {
      let lane = lane(of: ObjectIdentifier(type))
      while needed.count < lanes.count { needed.append(0) }
      needed[lane] += 1
    }
    guard zip(lanes, needed).allSatisfy({ $0.entries.count >= $1 }) else { return nil }
    return types.compactMap { lanes[lane(of: ObjectIdentifier($0))].entries.popFirst() }
  }

  private func count(of type: any Event.Type) -> Int {
    lanes.first { $0.type == ObjectIdentifier(type) }?.entries.count ?? 0
  }

  var isEmpty: Bool { lanes.allSatisfy(\.entries.isEmpty) }

  /// What is still missing, such as "2 of 3 'Hit'"; `nil` if nothing is buffered.
  var missing: String? {
    if isEmpty { return nil }
    switch wanted {
    case .count(let type, let count): return "\(self.count(of: type)) of \(count) '\(type.eventName)'"
    case .each(let types):
      let absent = types.filter { count(of: $0) == 0 }
      return "all but \(absent.map { "'\($0.eventName)'" }.joined(separator: ", "))"
    }
  }
}
