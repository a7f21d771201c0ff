/// A reader's place in a log, with the slice that it took last.
@usableFromInline
package struct StreamCursor: Sendable {
  /// A record and its number; a gap is the record of a ``StreamGap``.
  package struct Entry: Sendable {
    package let sequence: Int
    package let record: StoredRecord
  }

  private let log: StreamLog
  private let view: StreamLog.View
  private var position: Int
  private var slice: StreamSlice?
  private var isFinished = false
  /// Whether the events of a path are wanted, as far as is known.
  private var wantedPaths: [UInt16: Bool] = [:]

  package init(log: StreamLog, position: Int, _ view: StreamLog.View) {
    self.log = log
    self.position = position
    self.view = view
  }

  /// The next event of the slice at hand, without waiting; `nil` if there is none left.
  @usableFromInline
  mutating func nextEventAtHand() -> (any Event)? {
    guard let index = nextIndexAtHand() else { return nil }
    return slice?.chunk.event(at: index)
  }

  @inline(__always)
  private mutating func nextIndexAtHand() -> Int? {
    guard let end = slice?.end else { return nil }
    while let index = slice?.index, index < end {
      slice?.index += 1
      position += 1
      if !view.exposesInternal, slice?.chunk.isInternal(at: index) == true { continue }
      if view.isSettled, isSuperseded(index) { continue }
      if view.runs != .all, !isWanted(index) { continue }
      return index
    }
    return nil
  }

  /// Whether a record is of a run that the reader wants.
  private mutating func isWanted(_ index: Int) -> Bool {
    let path = slice?.chunk.path(at: index) ?? 0
    guard case .under(let wanted) = view.runs else { return path == 0 }
    if path == 0 { return slice?.chunk.event(at: index).endsRun == true }
    if let known = wantedPaths[path] { return known }
    let name = log.describe(path)?.name ?? ""
    let isWanted = name == wanted || name.hasPrefix("\(wanted)/")
    wantedPaths[path] = isWanted
    return isWanted
  }

  /// Whether a record is of an attempt that no longer counts, or says so of one.
  private func isSuperseded(_ index: Int) -> Bool {
    guard let slice else { return false }
    return slice.superseded & 1 << UInt64(index) != 0 || slice.chunk.event(at: index) is AttemptSuperseded
  }

  /// The next event; `nil` after the terminal one, and when the reading task is cancelled.
  @usableFromInline
  mutating func nextEvent(isolation actor: isolated (any Actor)?) async -> (any Event)? {
    await next(isolation: actor)?.record.event
  }

  /// The next record; `nil` after the terminal one, and when the reading task is cancelled.
  package mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> Entry? {
    while true {
      if let index = nextIndexAtHand(), let record = slice?.chunk[index] {
        return Entry(sequence: position - 1, record: record)
      }
      if let gap = await refill(isolation: actor) { return gap }
      if isFinished { return nil }
    }
  }

  /// The next record that is there; `nil` after those.
  mutating func nextAtHand() -> Entry? {
    while true {
      if let index = nextIndexAtHand(), let record = slice?.chunk[index] {
        return Entry(sequence: position - 1, record: record)
      }
      switch log.read(from: position, view) {
      case .records(let next): slice = next
      case .gap(let base): return gap(until: base)
      case .empty, .finished: return nil
      }
    }
  }

  /// What stands for the records that are no longer kept.
  private mutating func gap(until base: Int) -> Entry {
    let gap = StreamGap(firstSequence: position, count: base - position)
    defer { position = base }
    return Entry(sequence: position, record: StoredRecord(gap, at: log.origin))
  }

  /// Takes the next slice, waiting for it if need be; returns a gap if there is one instead.
  private mutating func refill(isolation actor: isolated (any Actor)?) async -> Entry? {
    // A writer that wrote several events while the last slice was read is about to write more. To let others go first is
    // then cheaper, for both, than to be suspended and woken for a few events each time.
    var mayYield = slice.map { $0.count > 1 } ?? false
    while !isFinished {
      if Task.isCancelled {
        isFinished = true
        return nil
      }
      switch log.read(from: position, view) {
      case .records(let next):
        slice = next
        return nil
      case .gap(let base): return gap(until: base)
      case .empty where mayYield:
        mayYield = false
        await Task.yield()
      case .empty:
        slice = nil
        await log.wait(at: position, view, isolation: actor)
      case .finished:
        isFinished = true
        slice = nil
      }
    }
    return nil
  }

  /// The name of a record's path, and the step that wrote it.
  package func place(of record: StoredRecord) -> (path: String, step: String?) {
    let child = log.describe(record.path)
    let table = child?.table ?? log.table
    return (child?.name ?? "", record.step >= 0 ? table.steps[Int(record.step)].name : nil)
  }

  package var origin: MonotonicInstant { log.origin }
  package var runID: String { log.runID }
}
