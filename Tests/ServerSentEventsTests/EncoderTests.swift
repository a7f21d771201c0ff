import ServerSentEvents
import Testing

@Suite struct EncoderTests {
  @Test(
    "A frame is written as the standard has it read",
    arguments: [
      (ServerSentEventFrame.event(ServerSentEvent(data: "a")), "data: a\n\n"),
      (.event(ServerSentEvent(event: "e", data: "a", id: "1")), "event: e\nid: 1\ndata: a\n\n"),
      (.event(ServerSentEvent(data: "a\nb\r\nc\rd")), "data: a\ndata: b\ndata: c\ndata: d\n\n"),
      (.event(ServerSentEvent(data: "")), "data: \n\n"),
      (.event(ServerSentEvent(data: "a\n")), "data: a\ndata: \n\n"),
      (.event(ServerSentEvent(event: "", data: " a", id: "")), "id: \ndata:  a\n\n"),
      (.heartbeat, ":\n"),
      (.comment("a\nb"), ":a\n:b\n"),
      (.retry(.seconds(3)), "retry: 3000\n"),
      (.retry(.microseconds(1999)), "retry: 1\n"),
      (.retry(.seconds(-3)), "retry: 0\n"),
      (.retry(.milliseconds(-1)), "retry: 0\n"),
      (.retry(.seconds(Int64.max)), "retry: 9223372036854775807\n"),
    ])
  func frame(_ frame: ServerSentEventFrame, text: String) throws {
    #expect(try frame.encoded() == text)
  }

  @Test(
    "What would let an ID or a type write fields of its own is refused, and nothing is written",
    arguments: [
      ServerSentEvent(event: "a\ndata: forged", data: ""), ServerSentEvent(event: "a\r", data: ""),
      ServerSentEvent(data: "", id: "1\ndata: forged"), ServerSentEvent(data: "", id: "1\r"),
      ServerSentEvent(data: "", id: "\0"),
    ])
  func injection(_ event: ServerSentEvent) {
    var bytes: [UInt8] = []
    let error = #expect(throws: ServerSentEventError.self) {
      try ServerSentEventFrame.event(event).encode(into: &bytes)
    }
    #expect(error?.code == .invalidField)
    #expect(bytes.isEmpty)
  }

  @Test(
    "What is encoded is parsed as what it was",
    arguments: ParsingVector.webPlatform + ParsingVector.own)
  func roundTrip(_ vector: ParsingVector) throws {
    var bytes: [UInt8] = []
    for var event in vector.events {
      // An event without an ID inherits one; only an explicit reset says that it has none.
      event.id = event.id ?? ""
      try ServerSentEventFrame.event(event).encode(into: &bytes)
      try ServerSentEventFrame.heartbeat.encode(into: &bytes)
    }
    #expect(try Outcome(parsing: [bytes]).events == vector.events)
  }

  @Test(
    "Any text survives as data",
    arguments: ["", " ", "\n", "\n\n", ":", "data: x", "\u{FEFF}", "\0", "🐋\n\u{301}", "a\n\n\nb", " \n "])
  func text(_ data: String) throws {
    let parsed = try Outcome(parsing: [Array(ServerSentEvent(data: data).encoded().utf8)])
    #expect(parsed.events == [ServerSentEvent(data: data)])
  }
}
