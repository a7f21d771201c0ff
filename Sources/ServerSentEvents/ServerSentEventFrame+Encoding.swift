extension ServerSentEventFrame {
  /// The frame as it stands in an event stream, with the blank line that ends an event.
  ///
  /// - Throws: ``ServerSentEventError`` as ``encode(into:)`` does.
  public func encoded() throws(ServerSentEventError) -> String {
    var bytes: [UInt8] = []
    try encode(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the frame to a buffer, as UTF-8.
  ///
  /// A line break in data or in a comment (CR, LF or CRLF) starts another line of the same field, which the receiver
  /// joins with a line feed. A negative duration is written as zero, and parts of a millisecond are dropped.
  ///
  /// - Throws: ``ServerSentEventError`` with the code `invalidField` if the type or ID of an event contains a line
  ///   break, or its ID a null character. The format cannot carry them, and writing them as they are would let whoever
  ///   chooses an ID write events. Nothing is appended then.
  public func encode(into bytes: inout [UInt8]) throws(ServerSentEventError) {
    switch self {
    case .event(let event):
      try event.checkFields()
      if event.event != ServerSentEvent.defaultType && !event.event.isEmpty {
        bytes.appendLine("event: ", event.event.utf8)
      }
      if let id = event.id { bytes.appendLine("id: ", id.utf8) }
      bytes.appendLines("data: ", event.data.utf8)
      bytes.append(UInt8(ascii: "\n"))
    case .comment(let text):
      bytes.appendLines(":", text.utf8)
    case .retry(let duration):
      let (seconds, attoseconds) = duration.components
      // A Duration holds more seconds than an Int64 holds milliseconds; such a wait is for ever either way.
      let (milliseconds, overflowed) = seconds.multipliedReportingOverflow(by: 1000)
      let (sum, overflowedAgain) = milliseconds.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
      let value = overflowed || overflowedAgain ? (seconds > 0 ? Int64.max : 0) : max(0, sum)
      bytes.appendLine("retry: ", String(value).utf8)
    }
  }
}

extension ServerSentEvent {
  /// The event as it stands in an event stream.
  ///
  /// - Throws: ``ServerSentEventError`` as ``ServerSentEventFrame/encode(into:)`` does.
  public func encoded() throws(ServerSentEventError) -> String {
    try ServerSentEventFrame.event(self).encoded()
  }

  fileprivate func checkFields() throws(ServerSentEventError) {
    let isBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    if event.utf8.contains(where: isBreak) {
      throw ServerSentEventError(
        code: .invalidField,
        message: "The type of an event, \(String(reflecting: event)), contains a line break. Put such text into data.")
    }
    if let id, id.utf8.contains(where: { isBreak($0) || $0 == 0 }) {
      throw ServerSentEventError(
        code: .invalidField,
        message: "The ID of an event, \(String(reflecting: id)), contains a line break or a null character, "
          + "which a receiver would misread or ignore. Use an ID without them.")
    }
  }
}

extension [UInt8] {
  fileprivate mutating func appendLine(_ prefix: String, _ text: some Sequence<UInt8>) {
    append(contentsOf: prefix.utf8)
    append(contentsOf: text)
    append(UInt8(ascii: "\n"))
  }

  /// Appends each line of `text` behind the prefix.
  ///
  /// A text that is empty, or ends in a line break, has an empty last one.
  fileprivate mutating func appendLines(_ prefix: String, _ text: String.UTF8View) {
    var rest = text[...]
    while let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      appendLine(prefix, rest[..<end])
      let next = rest.index(after: end)
      let isCRLF = rest[end] == UInt8(ascii: "\r") && next < rest.endIndex && rest[next] == UInt8(ascii: "\n")
      rest = rest[(isCRLF ? rest.index(after: next) : next)...]
    }
    appendLine(prefix, rest)
  }
}
