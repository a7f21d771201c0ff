import DequeModule

/// An execution in its slot, of which there are as many as executions run at once.
struct Running {
  var item: WorkItem
  /// The execution's serial number, which tells apart those that are in the same slot one after the other.
  var serial: UInt64
  /// When the first attempt at the piece of work began.
  var firstStart: MonotonicInstant
  var step: Int32
  /// The number of the worker among those of its step, from 0; kept where somebody watches.
  var place: Int32
  /// When the execution last wrote to the stream; kept for idle timeouts.
  var lastWrite: MonotonicInstant?
  /// Whether the execution waits for an event and has no worker meanwhile.
  var isParked = false
}

/// What the engine knows of one step.
struct StepState {
  var running = 0
  /// What waits for a worker, in order.
  var queue: Deque<WorkItem> = []
  /// The numbers that its workers have; kept where somebody watches.
  var places = Places()
}

/// Numbers that are taken, of which the smallest free one is wanted: a bit for each.
struct Places {
  private var words: [UInt64] = []

  /// Takes the smallest free number.
  mutating func take() -> Int {
    let word = words.firstIndex { $0 != .max } ?? words.count
    if word == words.count { words.append(0) }
    let bit = (~words[word]).trailingZeroBitCount
    words[word] |= 1 << UInt64(bit)
    return word * 64 + bit
  }

  mutating func giveBack(_ place: Int) { words[place / 64] &= ~(1 << UInt64(place % 64)) }
}
