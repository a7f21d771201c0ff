import ServerSentEvents
import Testing

@Suite struct LimitTests {
  @Test(
    "A line that exceeds the limit fails, ended or not", arguments: ["data:123456", "data:123456\n\n", ":1234567890\n"])
  func line(_ input: String) {
    var parser = ServerSentEventParser(maximumEventSize: 10)
    parser.append(input.utf8)
    let error = #expect(throws: ServerSentEventError.self) { try parser.nextFrame() }
    #expect(error?.code == .lineTooLong)
  }

  @Test("A line of exactly the limit is accepted")
  func exactLine() throws {
    var parser = ServerSentEventParser(maximumEventSize: 10)
    parser.append("data:12345\n\n".utf8)
    #expect(try parser.next() == ServerSentEvent(data: "12345"))
  }

  @Test("An event of many short lines that together exceed the limit fails")
  func event() {
    var parser = ServerSentEventParser(maximumEventSize: 100)
    let error = #expect(throws: ServerSentEventError.self) {
      for _ in 0..<100 {
        parser.append("data:x\n".utf8)
        _ = try parser.next()
      }
    }
    #expect(error?.code == .eventTooLarge)
  }

  @Test("Comments and unknown fields may go on for ever")
  func endless() throws {
    var parser = ServerSentEventParser(maximumEventSize: 100)
    for _ in 0..<1000 {
      parser.append(": keep-alive\nunknown: field\n".utf8)
      #expect(try parser.next() == nil)
    }
  }

  @Test("Events before the offence are delivered, and the error stays")
  func order() throws {
    var parser = ServerSentEventParser(maximumEventSize: 20)
    parser.append("data:a\n\ndata:b\n\ndata:\(String(repeating: "c", count: 30))\n\ndata:d\n\n".utf8)
    #expect(try parser.next()?.data == "a")
    #expect(try parser.next()?.data == "b")
    for _ in 0..<3 {
      #expect(throws: ServerSentEventError.self) { try parser.next() }
      parser.append("data:e\n\n".utf8)
    }
  }

  @Test("A single line of 10 MB is refused by default, and accepted if asked for")
  func tenMegabytes() throws {
    let text = String(repeating: "x", count: 10_000_000)
    var parser = ServerSentEventParser()
    parser.append("data:\(text)\n\n".utf8)
    #expect(throws: ServerSentEventError.self) { try parser.next() }

    var generous = ServerSentEventParser(maximumEventSize: 11_000_000)
    generous.append("data:\(text)\n\n".utf8)
    #expect(try generous.next()?.data.utf8.count == 10_000_000)
  }
}
