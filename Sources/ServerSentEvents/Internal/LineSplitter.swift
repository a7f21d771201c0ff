/// Cuts bytes that arrive in arbitrary pieces into lines ended by CR, LF or CRLF.
///
/// A line is handed out as soon as its first end byte is there: waiting to see whether a CR is followed by an LF would
/// hold back an event until the next one arrives. No byte is looked at twice, however small the pieces are.
struct LineSplitter: Sendable {
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var buffer: [UInt8] = []
  /// Where the line that has not ended yet begins.
  private var lineStart = 0
  /// Up to where that line is known to hold no end.
  private var scanned = 0
  /// The last line ended in CR, so that an LF that follows belongs to it.
  private var skipsLineFeed = false
  private var isFirstLine = true

  /// How many bytes wait for the end of their line.
  var pendingCount: Int { buffer.count - lineStart }

  mutating func append(_ bytes: some Sequence<UInt8>) {
    if lineStart > 0 {
      buffer.removeFirst(lineStart)
      scanned -= lineStart
      lineStart = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next complete line without its end, or `nil` until more bytes are appended.
  mutating func next() -> ArraySlice<UInt8>? {
    if skipsLineFeed, lineStart < buffer.count {
      skipsLineFeed = false
      if buffer[lineStart] == Self.lineFeed {
        lineStart += 1
        scanned = lineStart
      }
    }
    let end = buffer[scanned...].firstIndex { $0 == Self.lineFeed || $0 == Self.carriageReturn }
    guard let end else {
      scanned = buffer.count
      return nil
    }
    var start = lineStart
    if isFirstLine {
      isFirstLine = false
      if buffer[start..<end].starts(with: Self.byteOrderMark) { start += Self.byteOrderMark.count }
    }
    skipsLineFeed = buffer[end] == Self.carriageReturn
    lineStart = end + 1
    scanned = lineStart
    return buffer[start..<end]
  }
}
