/// A reader's place in a log, with the slice that it took last.
package struct StreamCursor: Sendable {
  /// A record and its number; a gap is the record of a ``StreamGap``.
  package struct Entry: Sendable {
    package let sequence: Int
    package let record: StoredRecord
  }

  private let log: StreamLog
  private let exposesInternal: Bool
  private var position: Int
  private var slice: [StoredRecord] = []
  private var index = 0
  private var isFinished = false

  package init(log: StreamLog, position: Int, exposesInternal: Bool) {
    self.log = log
    self.position = position
    self.exposesInternal = exposesInternal
  }

  /// The next record of the slice at hand, without waiting; `nil` if there is none left.
  @inline(__always)
  package mutating func nextAtHand() -> Entry? {
    while index < slice.count {
      let entry = Entry(sequence: position, record: slice[index])
      index += 1
      position += 1
      if exposesInternal || !entry.record.isInternal { return entry }
    }
    return nil
  }

  /// The next record; `nil` after the terminal one, and when the reading task is cancelled.
  package mutating func next(isolation actor: isolated (any Actor)?) async -> Entry? {
    while true {
      if let entry = nextAtHand() { return entry }
      if let gap = await refill(isolation: actor) { return gap }
      if isFinished { return nil }
    }
  }

  /// Takes the next slice, waiting for it if need be; returns a gap if there is one instead.
  private mutating func refill(isolation actor: isolated (any Actor)?) async -> Entry? {
    while !isFinished {
      if Task.isCancelled {
        isFinished = true
        return nil
      }
      switch log.read(from: position) {
      case .records(let records):
        slice = records
        index = 0
        return nil
      case .gap(let base):
        let gap = StreamGap(firstSequence: position, count: base - position)
        defer { position = base }
        return Entry(sequence: position, record: StoredRecord(gap, at: log.origin))
      case .empty:
        slice = []
        index = 0
        await log.wait(at: position, isolation: actor)
      case .finished:
        isFinished = true
        slice = []
      }
    }
    return nil
  }

  package var table: StepTable { log.table }
  package var origin: MonotonicInstant { log.origin }
}
