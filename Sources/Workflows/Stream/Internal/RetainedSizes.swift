import DequeModule

/// The sizes of the records that a byte budget retains, in their order.
struct RetainedSizes {
  private(set) var total = 0
  /// The sequence number of the first record that is not measured yet.
  private(set) var end = 0
  private var sizes: Deque<Int> = []

  /// Adds the sizes of the records from a sequence number on, without those that another writer measured meanwhile.
  mutating func add(_ added: [Int], from start: Int) {
    guard start <= end else { return }
    for size in added.dropFirst(end - start) {
      sizes.append(size)
      total += size
      end += 1
    }
  }

  mutating func removeFirst() {
    if let size = sizes.popFirst() { total -= size }
  }
}
