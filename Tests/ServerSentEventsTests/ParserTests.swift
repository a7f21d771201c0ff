import ServerSentEvents
import Testing

@Suite struct ParserTests {
  static let vectors = ParsingVector.webPlatform + ParsingVector.own

  @Test("A stream gives the events the standard says", arguments: vectors)
  func events(_ vector: ParsingVector) throws {
    #expect(try Outcome(parsing: [vector.input]) == Outcome(of: vector))
  }

  @Test("Where a stream is cut in two changes nothing", arguments: vectors)
  func split(_ vector: ParsingVector) throws {
    let expected = Outcome(of: vector)
    for position in 0...vector.input.count {
      let outcome = try Outcome(parsing: [vector.input[..<position], vector.input[position...]])
      if outcome != expected { Issue.record("cut at byte \(position): \(outcome)") }
    }
  }

  @Test("A stream can arrive byte by byte", arguments: vectors)
  func byteByByte(_ vector: ParsingVector) throws {
    #expect(try Outcome(parsing: vector.input.map { CollectionOfOne($0) }) == Outcome(of: vector))
  }

  @Test("An event is there as soon as its last byte is, also when that is a CR")
  func promptness() throws {
    var parser = ServerSentEventParser()
    parser.append("data:a\r\n\r".utf8)
    #expect(try parser.next() == ServerSentEvent(data: "a"))
    parser.append("\n".utf8)
    #expect(try parser.next() == nil)
    parser.append("data:b\n\n".utf8)
    #expect(try parser.next() == ServerSentEvent(data: "b"))
  }

  @Test("Frames show comments and waiting times between the events")
  func frames() throws {
    var parser = ServerSentEventParser()
    parser.append(": hello\n:\nretry:10\ndata:a\n\n".utf8)
    var frames: [ServerSentEventFrame] = []
    while let frame = try parser.nextFrame() { frames.append(frame) }
    #expect(
      frames == [.comment(" hello"), .heartbeat, .retry(.milliseconds(10)), .event(ServerSentEvent(data: "a"))])
  }

  @Test("A resumed stream keeps the ID it was resumed from until it sends another")
  func resuming() throws {
    var parser = ServerSentEventParser(lastEventID: "41")
    parser.append("data:a\n\nid:42\ndata:b\n\n".utf8)
    #expect(try parser.next() == ServerSentEvent(data: "a", id: "41"))
    #expect(try parser.next() == ServerSentEvent(data: "b", id: "42"))
  }

  @Test("The last event ID is that of the last event taken, not of one cut off or still waiting")
  func lastEventID() throws {
    var parser = ServerSentEventParser()
    parser.append("id:1\ndata:a\n\nid:2\ndata:b\n\nid:3\ndata:c\n".utf8)
    _ = try parser.next()
    #expect(parser.lastEventID == "1")
    _ = try parser.next()
    #expect(parser.lastEventID == "2")
    #expect(try parser.next() == nil)
    #expect(parser.lastEventID == "2")
  }
}
