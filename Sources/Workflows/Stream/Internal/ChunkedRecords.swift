import DequeModule

/// Records in chunks, numbered from 0: appended at the end, dropped at the beginning, never moved.
struct ChunkedRecords {
  private let sizes: ChunkSizes
  /// The chunks before the last one.
  private var full: Deque<StreamChunk> = []
  /// The last chunk; there once there is a record.
  private var last: StreamChunk?
  /// The number of the first chunk that is kept.
  private var firstChunk = 0
  /// Where the last chunk ends.
  private var room = 0
  /// The number of the first record that is kept.
  private(set) var base = 0
  /// The number of the next record.
  private(set) var end = 0

  init(_ sizes: ChunkSizes) { self.sizes = sizes }

  var count: Int { end - base }

  @inline(__always)
  mutating func append(_ record: consuming StoredRecord) {
    if end == room { addChunk() }
    last?.append(record)
    end += 1
  }

  private mutating func addChunk() {
    if let last { full.append(last) }
    let size = sizes.size(of: firstChunk + full.count)
    last = StreamChunk(capacity: size)
    room += size
  }

  /// Drops the first record; the memory of a chunk is free once all of its records are dropped and nobody reads them.
  mutating func removeFirst() {
    base += 1
    while !full.isEmpty, sizes.start(of: firstChunk + 1) <= base {
      full.removeFirst()
      firstChunk += 1
    }
  }

  /// The records from a number on, as far as they are in one chunk; `nil` if there is none.
  @inline(__always)
  func slice(from number: Int) -> StreamSlice? {
    let chunk = sizes.chunk(of: number)
    let start = sizes.start(of: chunk)
    return self.chunk(chunk).map { records in
      StreamSlice(chunk: records, start: number - start, end: min(end - start, sizes.size(of: chunk)))
    }
  }

  /// A record that is kept.
  subscript(number: Int) -> StoredRecord? {
    let chunk = sizes.chunk(of: number)
    return self.chunk(chunk).map { $0[number - sizes.start(of: chunk)] }
  }

  @inline(__always)
  private func chunk(_ number: Int) -> StreamChunk? {
    let place = number - firstChunk
    return place < full.count ? full[place] : last
  }
}

/// A part of a chunk, to be read from its beginning.
struct StreamSlice: Sendable {
  let chunk: StreamChunk
  var end: Int
  /// The records that do not count, for a reader that does not want them: a bit for each index.
  ///
  /// No chunk has room for more records than there are bits.
  var superseded: UInt64 = 0
  /// How many records there are.
  let count: Int
  var index: Int

  init(chunk: StreamChunk, start: Int, end: Int) {
    self.chunk = chunk
    self.end = end
    count = end - start
    index = start
  }
}
