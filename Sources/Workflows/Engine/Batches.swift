/// The batches that are open, and those that are closed but have open ones within them.
struct Batches: Sendable {
  private var places: [Batch?] = []
  private var free: [Int32] = []
  private var lastSerial: UInt32 = 0
  /// Whether there have been branches.
  private var hasBranches = false

  /// Adds an open batch, and tells the one around it.
  mutating func open(by step: Int32, for collectors: [Int], outside: Origin) -> BatchID {
    let collections = collectors.map { Batch.Collection(step: Int32(truncatingIfNeeded: $0)) }
    return add(opener: step, branch: nil, outside: outside, collections, holds: collections.count)
  }

  /// Adds a branch, which keeps the batch around it open until it ends.
  mutating func open(_ branch: String, by step: Int32, outside: Origin) -> BatchID {
    hasBranches = true
    return add(opener: step, branch: branch, outside: outside, [], holds: 1)
  }

  private mutating func add(
    opener: Int32, branch: String?, outside: Origin, _ collections: [Batch.Collection], holds count: Int
  ) -> BatchID {
    lastSerial &+= 1
    let batch = Batch(
      serial: lastSerial, opener: opener, branch: branch, outside: outside, collections: collections)
    update(outside.batch) { around in
      around.open += Int32(truncatingIfNeeded: count)
      around.children += 1
    }
    if let place = free.popLast() {
      places[Int(place)] = batch
      return BatchID(place: place, serial: lastSerial)
    }
    places.append(batch)
    return BatchID(place: Int32(truncatingIfNeeded: places.count - 1), serial: lastSerial)
  }

  /// A batch that is still there.
  ///
  /// A copy; change it with ``update(_:_:)``, which moves nothing.
  subscript(id: BatchID) -> Batch? {
    guard id.place >= 0, Int(id.place) < places.count, let batch = places[Int(id.place)], batch.serial == id.serial
    else { return nil }
    return batch
  }

  /// Whether a batch is still there.
  @inline(__always)
  func contains(_ id: BatchID) -> Bool {
    let place = Int(id.place)
    return place >= 0 && place < places.count && places[place]?.serial == id.serial
  }

  /// Changes a batch, if it is still there; returns whether it is.
  @inline(__always) @discardableResult
  mutating func update(_ id: BatchID, _ change: (inout Batch) -> Void) -> Bool {
    let place = Int(id.place)
    guard place >= 0, place < places.count, places[place]?.serial == id.serial else { return false }
    change(&places[place]!)
    return true
  }

  private mutating func remove(_ id: BatchID) {
    places[Int(id.place)] = nil
    free.append(id.place)
  }

  /// Forgets a batch that is closed and has no batches within it, which need to know what they are in; and so on
  /// outwards.
  mutating func removeIfOver(_ id: BatchID) {
    var next = id
    while let batch = self[next], batch.isClosed, batch.children == 0 {
      remove(next)
      next = batch.outside.batch
      update(next) { $0.children -= 1 }
    }
  }

  /// The batches that a step has opened, the earliest first.
  func opened(by step: Int32) -> [BatchID] {
    places.enumerated().compactMap { place, batch in
      guard let batch, batch.branch == nil, batch.opener == step, !batch.isClosed else { return nil }
      return BatchID(place: Int32(truncatingIfNeeded: place), serial: batch.serial)
    }.sorted { $0.serial < $1.serial }
  }

  /// The branches of a name, the earliest first.
  func branches(named name: String) -> [BatchID] {
    places.enumerated().compactMap { place, batch in
      guard let batch, batch.branch == name else { return nil }
      return BatchID(place: Int32(truncatingIfNeeded: place), serial: batch.serial)
    }.sorted { $0.serial < $1.serial }
  }

  /// The innermost batch of something that belongs to a batch or to a branch; none if it belongs to no batch.
  ///
  /// Branches are nothing to who collects.
  func innermost(_ id: BatchID) -> BatchID {
    guard hasBranches else { return id }
    var id = id
    while let batch = self[id], batch.branch != nil { id = batch.outside.batch }
    return id
  }

  /// A batch and all batches within it.
  func all(within id: BatchID) -> Set<BatchID> {
    var found: Set<BatchID> = []
    for (place, batch) in places.enumerated() {
      guard let batch else { continue }
      let other = BatchID(place: Int32(truncatingIfNeeded: place), serial: batch.serial)
      if isBatch(other, within: id) { found.insert(other) }
    }
    return found
  }

  private func isBatch(_ id: BatchID, within other: BatchID) -> Bool {
    var id = id
    while id != other {
      guard let batch = self[id] else { return false }
      id = batch.outside.batch
    }
    return true
  }

  /// Removes a batch and all batches within it.
  mutating func removeAll(_ ids: Set<BatchID>, of outermost: BatchID) {
    let around = self[outermost]?.outside.batch ?? .none
    for id in ids { remove(id) }
    update(around) { $0.children -= 1 }
  }
}
