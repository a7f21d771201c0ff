/// A set of executions, by their numbers: a bit for each, because such sets are united all the time.
struct IDSet: Equatable {
  private var words: [UInt64] = []

  init() {}

  init(_ ids: Range<Int>) {
    for id in ids { insert(id) }
  }

  func contains(_ id: Int) -> Bool { id / 64 < words.count && words[id / 64] & (1 << UInt64(id % 64)) != 0 }

  mutating func insert(_ id: Int) {
    while words.count <= id / 64 { words.append(0) }
    words[id / 64] |= 1 << UInt64(id % 64)
  }

  mutating func formUnion(_ other: IDSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  func isSuperset(of other: IDSet) -> Bool {
    other.words.indices.allSatisfy { index in
      let own = index < words.count ? words[index] : 0
      return other.words[index] & ~own == 0
    }
  }
}
