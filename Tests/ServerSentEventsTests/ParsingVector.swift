import ServerSentEvents
import Testing

/// An input of the parser with what must come out of it.
struct ParsingVector: Sendable, CustomTestStringConvertible {
  var name: String
  var input: [UInt8]
  var events: [ServerSentEvent]
  var lastEventID = ""
  var retry: Duration?

  init(
    _ name: String, _ input: String, _ events: [ServerSentEvent], lastEventID: String = "", retry: Duration? = nil
  ) {
    self.init(name, bytes: Array(input.utf8), events, lastEventID: lastEventID, retry: retry)
  }

  init(
    _ name: String, bytes: [UInt8], _ events: [ServerSentEvent], lastEventID: String = "", retry: Duration? = nil
  ) {
    self.name = name
    self.input = bytes
    self.events = events
    self.lastEventID = lastEventID
    self.retry = retry
  }

  var testDescription: String { name }
}

/// What a parser has made of an input.
struct Outcome: Equatable {
  var events: [ServerSentEvent] = []
  var lastEventID = ""
  var retry: Duration?

  init(of vector: ParsingVector) {
    events = vector.events
    lastEventID = vector.lastEventID
    retry = vector.retry
  }

  init(parsing pieces: [some Sequence<UInt8>]) throws {
    var parser = ServerSentEventParser()
    for piece in pieces {
      parser.append(piece)
      while let event = try parser.next() { events.append(event) }
    }
    lastEventID = parser.lastEventID
    retry = parser.retry
  }
}
