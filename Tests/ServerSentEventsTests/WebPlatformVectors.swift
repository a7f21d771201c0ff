import ServerSentEvents

extension ParsingVector {
  /// The format tests of web-platform-tests, `eventsource/`, as plain bytes in and events out.
  ///
  /// Each is named after its file. The inputs are what the test's server sends, which includes the line ends that
  /// `resources/message.py` adds: three, or one for a test that asks for none.
  static let webPlatform: [ParsingVector] = [
    ParsingVector(
      "format-bom", "\u{FEFF}data:1\n\n\u{FEFF}data:2\n\ndata:3\n\n\n",
      [ServerSentEvent(data: "1"), ServerSentEvent(data: "3")]),
    ParsingVector(
      "format-bom-2", "\u{FEFF}\u{FEFF}data:1\n\ndata:2\n\ndata:3\n\n\n",
      [ServerSentEvent(data: "2"), ServerSentEvent(data: "3")]),
    ParsingVector(
      "format-comments",
      "data:1\r:\0\n:\r\ndata:2\n:\(longText)\rdata:3\n:data:fail\r:\(longText)\ndata:4\n\n",
      [ServerSentEvent(data: "1\n2\n3\n4")]),
    ParsingVector(
      "format-data-before-final-empty-line", "retry:1000\ndata:test1\n\nid:test\ndata:test2\n",
      [ServerSentEvent(data: "test1")], retry: .seconds(1)),
    ParsingVector(
      "format-field-data", "data:\n\ndata\ndata\n\ndata:test\n\n\n",
      [ServerSentEvent(data: ""), ServerSentEvent(data: "\n"), ServerSentEvent(data: "test")]),
    ParsingVector(
      "format-field-event", "event:test\ndata:x\n\ndata:x\n\n\n",
      [ServerSentEvent(event: "test", data: "x"), ServerSentEvent(data: "x")]),
    ParsingVector("format-field-event-empty", "event: \ndata:data\n\n\n", [ServerSentEvent(data: "data")]),
    ParsingVector(
      "format-field-id", "id:…\ndata:hello\n\n\n", [ServerSentEvent(data: "hello", id: "…")], lastEventID: "…"),
    ParsingVector(
      "format-field-id-2", "id:…\ndata:hello\n\ndata:…\n\ndata:…\n\n\n",
      [
        ServerSentEvent(data: "hello", id: "…"), ServerSentEvent(data: "…", id: "…"),
        ServerSentEvent(data: "…", id: "…"),
      ],
      lastEventID: "…"),
    ParsingVector(
      "format-field-id-3, persists", "id: 1\ndata: 1\n\ndata:2\n\n",
      [ServerSentEvent(data: "1", id: "1"), ServerSentEvent(data: "2", id: "1")], lastEventID: "1"),
    ParsingVector(
      "format-field-id-3, changes and persists", "id: 1\ndata: 1\n\nid: 2\ndata:2\n\ndata:3\n\n",
      [
        ServerSentEvent(data: "1", id: "1"), ServerSentEvent(data: "2", id: "2"), ServerSentEvent(data: "3", id: "2"),
      ], lastEventID: "2"),
    ParsingVector(
      "format-field-id-3, resets", "id: 1\ndata: 1\n\nid:\ndata:2\n\ndata:3\n\n",
      [ServerSentEvent(data: "1", id: "1"), ServerSentEvent(data: "2"), ServerSentEvent(data: "3")]),
    // The standard has changed since the oldest form of this test: an ID with a null character is ignored.
    ParsingVector("format-field-id-null", "id:\0\0\ndata:hello\n\n\n", [ServerSentEvent(data: "hello")]),
    ParsingVector(
      "format-field-parsing",
      "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n",
      [ServerSentEvent(data: "\0\n 2\n1\n3\n\n4")]),
    ParsingVector("format-field-retry", "retry:02000\ndata:x\n\n\n", [ServerSentEvent(data: "x")], retry: .seconds(2)),
    ParsingVector(
      "format-field-retry-bogus", "retry:2000\nretry:1000x\ndata:x\n\n\n", [ServerSentEvent(data: "x")],
      retry: .seconds(2)),
    ParsingVector("format-field-retry-empty", "retry\ndata:test\n\n\n", [ServerSentEvent(data: "test")]),
    ParsingVector(
      "format-field-unknown",
      "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n\n",
      [ServerSentEvent(data: "test\n\ntest")]),
    ParsingVector(
      "format-leading-space", "data:\ttest\rdata: \ndata:test\n\n\n", [ServerSentEvent(data: "\ttest\n\ntest")]),
    ParsingVector(
      "format-newlines", "data:test\r\ndata\ndata:test\r\n\r\n", [ServerSentEvent(data: "test\n\ntest")]),
    ParsingVector("format-null-character", "data:\0\n\n\n\n\n", [ServerSentEvent(data: "\0")]),
    ParsingVector("format-utf-8", "data:ok…\n\n\n", [ServerSentEvent(data: "ok…")]),
    ParsingVector(
      "event-data",
      "data:msg\ndata: msg\n\n:\nfalsefield:msg\n\nfalsefield:msg\nData:data\n\ndata\n\ndata:end\n\n",
      [ServerSentEvent(data: "msg\nmsg"), ServerSentEvent(data: ""), ServerSentEvent(data: "end")]),
  ]

  private static let longText = String(repeating: "x", count: 2048)
}
