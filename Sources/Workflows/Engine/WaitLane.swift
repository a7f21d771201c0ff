import DequeModule

/// The waits for one type of event, the earliest first, among them some that are over.
struct WaitLane: Sendable {
  var ids: Deque<UInt64> = []
  /// How many are not over.
  var count = 0

  mutating func add(_ id: UInt64) {
    ids.append(id)
    count += 1
  }

  /// Puts another number in the place of one.
  mutating func replace(_ old: UInt64, _ new: UInt64) {
    if let index = ids.firstIndex(of: old) { ids[index] = new }
  }
}

/// The waits of a piece of work, in the order in which an attempt comes to them.
struct WorkWaits: Sendable {
  var attempt: Int32
  /// How often the attempt has waited.
  var calls = 0
  var ids: [UInt64] = []

  init(attempt: Int32) { self.attempt = attempt }

  /// Takes note of the wait that the last call is in.
  mutating func note(_ id: UInt64) {
    if calls <= ids.count { ids[calls - 1] = id } else { ids.append(id) }
  }
}
