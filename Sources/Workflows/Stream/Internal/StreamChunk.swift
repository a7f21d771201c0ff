/// Some of a log's records, one after the other.
///
/// A record is written once, under the log's lock, and never moves; a reader is given the chunk under the same lock,
/// together with how many of its records there are, and reads those without it.
final class StreamChunk: @unchecked Sendable {
  // Proof of sendability: the count is touched only under the log's lock. A record is initialized there before any reader
  // learns of it, and destroyed with the chunk, when nobody has it any more.
  private let records: UnsafeMutablePointer<StoredRecord>
  private var count = 0

  init(capacity: Int) { records = .allocate(capacity: capacity) }

  deinit {
    records.deinitialize(count: count)
    records.deallocate()
  }

  @inline(__always)
  func append(_ record: consuming StoredRecord) {
    (records + count).initialize(to: record)
    count += 1
  }

  @inline(__always)
  subscript(index: Int) -> StoredRecord { records[index] }

  /// The event of a record, without the rest.
  @inline(__always)
  func event(at index: Int) -> any Event { records[index].event }

  @inline(__always)
  func path(at index: Int) -> UInt16 { records[index].path }

  @inline(__always)
  func isInternal(at index: Int) -> Bool { records[index].isInternal }
}

/// How a log divides its records into chunks: by powers of two from a first size on, up to a largest one.
struct ChunkSizes {
  private let first: Int
  private let largest: Int

  /// - Parameters:
  ///   - first: The binary logarithm of the first chunk's size.
  ///   - largest: That of the largest one's.
  init(first: Int, largest: Int) {
    self.first = first
    self.largest = largest
  }

  /// How many records are in the chunks that are smaller than the largest.
  private var small: Int { (1 << largest) - (1 << first) }

  /// The number of the chunk that a record is in, by the record's number.
  @inline(__always)
  func chunk(of record: Int) -> Int {
    if record >= small { return largest - first + (record - small) >> largest }
    return Int.bitWidth - 1 - (record >> first + 1).leadingZeroBitCount
  }

  /// The number of a chunk's first record.
  @inline(__always)
  func start(of chunk: Int) -> Int {
    if chunk >= largest - first { return small + (chunk - (largest - first)) << largest }
    return ((1 << chunk) - 1) << first
  }

  /// How many records a chunk has room for.
  @inline(__always)
  func size(of chunk: Int) -> Int { 1 << min(first + chunk, largest) }
}
