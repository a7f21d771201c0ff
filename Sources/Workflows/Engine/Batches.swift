/// The batches that are open, and those that are closed but have open ones within them.
struct Batches: Sendable {
  private var places: [Batch?] = []
  private var free: [Int32] = []
  private var lastSerial: UInt32 = 0

  /// Adds an open batch, and tells the one around it.
  mutating func open(by step: Int32, for collectors: [Int], outside: Origin) -> BatchID {
    lastSerial &+= 1
    let collections = collectors.map { Batch.Collection(step: Int32(truncatingIfNeeded: $0)) }
    let batch = Batch(serial: lastSerial, opener: step, outside: outside, collections: collections)
    update(outside.batch) { around in
      around.open += Int32(truncatingIfNeeded: collections.count)
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
      guard let batch, batch.opener == step, !batch.isClosed else { return nil }
      return BatchID(place: Int32(truncatingIfNeeded: place), serial: batch.serial)
    }.sorted { $0.serial < $1.serial }
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
