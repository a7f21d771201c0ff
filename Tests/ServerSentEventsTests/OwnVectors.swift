import ServerSentEvents

extension ParsingVector {
  /// Cases of the standard that web-platform-tests has no file for.
  static let own: [ParsingVector] = [
    ParsingVector("nothing", "", []),
    ParsingVector("only a byte order mark", "\u{FEFF}", []),
    ParsingVector(
      "a part of a byte order mark", bytes: [0xEF, 0xBB] + "data:1\n\ndata:2\n\n".utf8, [ServerSentEvent(data: "2")]),
    ParsingVector("only blank lines", "\n\r\r\n\n", []),
    ParsingVector(
      "CR alone ends lines", "data:a\rdata:b\r\rdata:c\r\r",
      [ServerSentEvent(data: "a\nb"), ServerSentEvent(data: "c")]),
    ParsingVector(
      "CRLF ends lines", "event:e\r\ndata:a\r\n\r\ndata:b\r\n\r\n",
      [ServerSentEvent(event: "e", data: "a"), ServerSentEvent(data: "b")]),
    ParsingVector(
      "CR CR LF is two line ends", "data:a\r\r\ndata:b\r\r\n", [ServerSentEvent(data: "a"), ServerSentEvent(data: "b")]),
    ParsingVector(
      "LF CR is two line ends", "data:a\n\rdata:b\n\r", [ServerSentEvent(data: "a"), ServerSentEvent(data: "b")]),
    ParsingVector("an event without data is not dispatched", "event:a\n\ndata:b\n\n", [ServerSentEvent(data: "b")]),
    ParsingVector(
      "an ID without data still counts", "id:7\n\ndata:b\n\n", [ServerSentEvent(data: "b", id: "7")], lastEventID: "7"),
    ParsingVector(
      "an event cut before its blank line is discarded", "data:a\n\ndata:b\n", [ServerSentEvent(data: "a")]),
    ParsingVector("an event cut within its last line is discarded", "data:a\n\ndata:b", [ServerSentEvent(data: "a")]),
    ParsingVector(
      "the last event type and ID win", "event:a\nevent:b\nid:1\nid:2\ndata:x\n\n",
      [ServerSentEvent(event: "b", data: "x", id: "2")], lastEventID: "2"),
    ParsingVector("a colon belongs to a value after the first", "data:a:b\n\n", [ServerSentEvent(data: "a:b")]),
    ParsingVector("a tab after the colon is kept", "data:\tx\n\n", [ServerSentEvent(data: "\tx")]),
    ParsingVector("a space before the colon makes another field", "data :x\n\n", []),
    ParsingVector("a retry with a sign is ignored", "retry:+5\nretry:-5\n\n", []),
    ParsingVector("a retry out of range is ignored", "retry:9223372036854775808\n\n", []),
    ParsingVector("the largest retry", "retry:9223372036854775807\n\n", [], retry: .milliseconds(Int64.max)),
    ParsingVector("a retry counts without an event", "retry: 15\n", [], retry: .milliseconds(15)),
    ParsingVector("non-ASCII digits are no digits", "retry:１０\n\n", []),
    ParsingVector("a character of four bytes", "data:🐋\n\n", [ServerSentEvent(data: "🐋")]),
    ParsingVector(
      "a character cut by a line end", bytes: "data:".utf8 + [0xF0, 0x9F, 0x90, 0x0A, 0x0A],
      [ServerSentEvent(data: "\u{FFFD}")]),
    ParsingVector(
      "a character cut by the end", bytes: "data:a\n\ndata:".utf8 + [0xF0, 0x9F], [ServerSentEvent(data: "a")]),
    ParsingVector(
      "two lines do not make a character", bytes: "data:".utf8 + [0xC3, 0x0A] + "data:".utf8 + [0xA9, 0x0A, 0x0A],
      [ServerSentEvent(data: "\u{FFFD}\n\u{FFFD}")]),
    ParsingVector(
      "an overlong form", bytes: "data:".utf8 + [0xC0, 0xAF, 0x0A, 0x0A], [ServerSentEvent(data: "\u{FFFD}\u{FFFD}")]),
    ParsingVector(
      "a surrogate", bytes: "data:".utf8 + [0xED, 0xA0, 0x80, 0x0A, 0x0A],
      [ServerSentEvent(data: "\u{FFFD}\u{FFFD}\u{FFFD}")]),
    ParsingVector(
      "a byte that never occurs", bytes: "data:a".utf8 + [0xFF] + "b\n\n".utf8, [ServerSentEvent(data: "a\u{FFFD}b")]),
    ParsingVector(
      "a combining character right after the colon", "data:\u{301}x\n\n", [ServerSentEvent(data: "\u{301}x")]),
  ]
}
