import DequeModule

/// What a step has collected so far, until it is complete.
struct CollectBuffer {
  struct Key: Hashable {
    var step: Int
    var bufferID: String
  }

  private struct Entry {
    var workItem: UInt64
    var event: any Event
  }

  private var entries: [ObjectIdentifier: Deque<Entry>] = [:]
  private var wanted = CollectRequest.Wanted.each([])

  /// Adds an event, once for each piece of work, and takes the whole collection if it is complete.
  mutating func collect(
    _ event: any Event, _ wanted: CollectRequest.Wanted, workItem: UInt64, isRetry: Bool
  ) -> [any Event]? {
    self.wanted = wanted
    let type = ObjectIdentifier(Swift.type(of: event))
    // A retry brings the event that its first attempt has added already.
    if !isRetry || !entries[type, default: []].contains(where: { $0.workItem == workItem }) {
      entries[type, default: []].append(Entry(workItem: workItem, event: event))
    }
    switch wanted {
    case .count(let type, let count): return take(count, of: ObjectIdentifier(type))
    case .each(let types): return takeEach(types.map { ObjectIdentifier($0) })
    }
  }

  private mutating func take(_ count: Int, of type: ObjectIdentifier) -> [any Event]? {
    guard entries[type, default: []].count >= count else { return nil }
    return entries[type].map { _ in
      let taken = entries[type, default: []].prefix(count).map(\.event)
      entries[type, default: []].removeFirst(count)
      return taken
    }
  }

  private mutating func takeEach(_ types: [ObjectIdentifier]) -> [any Event]? {
    var needed: [ObjectIdentifier: Int] = [:]
    for type in types { needed[type, default: 0] += 1 }
    guard needed.allSatisfy({ entries[$0.key, default: []].count >= $0.value }) else { return nil }
    return types.compactMap { entries[$0, default: []].popFirst()?.event }
  }

  /// What is still missing, such as "2 of 3 'Hit'"; `nil` if nothing is buffered.
  var missing: String? {
    if entries.values.allSatisfy(\.isEmpty) { return nil }
    switch wanted {
    case .count(let type, let count):
      return "\(entries[ObjectIdentifier(type), default: []].count) of \(count) '\(type.eventName)'"
    case .each(let types):
      let absent = types.filter { entries[ObjectIdentifier($0), default: []].isEmpty }
      return "all but \(absent.map { "'\($0.eventName)'" }.joined(separator: ", "))"
    }
  }
}
