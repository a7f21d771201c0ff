import Testing
import Workflows

@Suite("Start", .mayNotHang)
struct StartTests {
  struct Trip: Codable, Hashable {
    var from: String
    var nightTrain: Bool
  }

  enum Kind: String, Codable { case fast, slow }

  @Test func `of a value that is no object has it under input`() throws {
    try expectJSON(Start("Moby Dick"), #"{"input":"Moby Dick"}"#)
    try expectJSON(Start(7), #"{"input":7}"#)
    try expectJSON(Start(true), #"{"input":true}"#)
    try expectJSON(Start(["a", "b"]), #"{"input":["a","b"]}"#)
    try expectJSON(Start([Int]()), #"{"input":[]}"#)
    try expectJSON(Start(Kind.fast), #"{"input":"fast"}"#)
  }

  @Test func `of a struct is flat`() throws {
    try expectJSON(Start(Trip(from: "Nantucket", nightTrain: false)), #"{"from":"Nantucket","nightTrain":false}"#)
  }

  @Test func `of a dictionary is flat`() throws {
    try expectJSON(Start(["a": 1, "camelCase": 2]), #"{"a":1,"camelCase":2}"#)
  }

  @Test func `of an optional leaves out what is nil`() throws {
    try expectJSON(Start(String?.some("x")), #"{"input":"x"}"#)
    try expectJSON(Start(String?.none), "{}")
    try expectJSON(Start(Trip?.some(Trip(from: "A", nightTrain: true))), #"{"input":{"from":"A","nightTrain":true}}"#)
    try expectJSON(Start(Trip?.none), "{}")
    #expect(try value(Start<Int?>.self, from: #"{"input":null}"#) == Start(nil))
  }

  @Test func `of nothing is empty`() throws {
    try expectJSON(Start(), "{}")
    #expect(Start<Nothing>() == Start(Nothing()))
    #expect(try value(Start<Nothing>.self, from: #"{"_data":{"message":"hi"}}"#) == Start())
  }

  @Test func `of any JSON takes what is declared nowhere from beside and from under _data`() throws {
    // What Python's client sends for `StartEvent(message="hi")`.
    try expectJSON(Start<JSONValue>(["message": "hi"]), #"{"_data":{"message":"hi"}}"#)
    try expectJSON(Start<JSONValue>([:]), "{}")
    #expect(try value(Start<JSONValue>.self, from: #"{"a":1,"_data":{"b":2}}"#) == Start(["a": 1, "b": 2]))
    #expect(try value(Start<JSONValue>.self, from: #"{"a":1,"_data":{"a":2}}"#) == Start(["a": 1]))
    #expect(try value(Start<JSONValue>.self, from: #"{"_data":7}"#) == Start(["_data": 7]))
  }

  @Test func `refuses what is not its input`() {
    #expect(throws: DecodingError.self) { try value(Start<String>.self, from: "{}") }
    #expect(throws: DecodingError.self) { try value(Start<String>.self, from: #"{"input":7}"#) }
    #expect(throws: DecodingError.self) { try value(Start<Trip>.self, from: #"{"from":"A"}"#) }
    #expect(throws: DecodingError.self) { try value(Start<JSONValue>.self, from: "[]") }
  }

  @Test func `has the properties of its input`() {
    let start = Start(Trip(from: "Nantucket", nightTrain: true))
    #expect(start.from == "Nantucket")
    #expect(start.nightTrain)
  }

  /// A type that refuses to be decoded before it asks for anything.
  struct Opaque: Codable {
    init() {}
    init(from decoder: any Decoder) throws { throw Boom() }
    func encode(to encoder: any Encoder) throws { throw Boom(text: "cannot be encoded") }
  }

  @Test func `of what cannot be encoded throws what its encoding throws`() {
    #expect(throws: Boom(text: "cannot be encoded")) { try json(Start(Opaque())) }
  }
}
