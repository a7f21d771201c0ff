import Foundation
import Testing
import Workflows

/// The JSON Schema of types, found by decoding them from nothing.
@Suite("The schema of a type", .mayNotHang)
struct EventSchemaTests {
  struct Inquiry: StartEvent {
    var topic: String
    var numWorkers: Int
    var weight: Double
    var isUrgent: Bool
    var page_size: UInt8?
  }

  private func expect(
    _ type: any Decodable.Type, _ json: String, sourceLocation: TestLocation = #_sourceLocation
  ) throws {
    let expected = try value(JSONValue.self, from: json)
    let found = EventSchema.of(type)
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  @Test func `has properties, their titles, and which of them must be there`() throws {
    try expect(
      Inquiry.self,
      """
      {"title": "Inquiry", "type": "object", "required": ["topic", "numWorkers", "weight", "isUrgent"],
       "properties": {
         "topic": {"title": "Topic", "type": "string"}, "numWorkers": {"title": "Num Workers", "type": "integer"},
         "weight": {"title": "Weight", "type": "number"}, "isUrgent": {"title": "Is Urgent", "type": "boolean"},
         "page_size": {"title": "Page Size", "anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}}}
      """)
  }

  struct Nested: Event {
    struct Author: Codable, Sendable { var name: String; var born: Int? }
    var author: Author
    var others: [Author]
    var byName: [String: Author]
    var first: Author?
    var tags: Set<String>
  }

  @Test func `has types within types once, below it`() throws {
    try expect(
      Nested.self,
      """
      {"title": "Nested", "type": "object", "required": ["author", "others", "byName", "tags"],
       "properties": {
         "author": {"$ref": "#/$defs/Author"},
         "others": {"title": "Others", "type": "array", "items": {"$ref": "#/$defs/Author"}},
         "byName": {"title": "By Name", "type": "object", "additionalProperties": {"$ref": "#/$defs/Author"}},
         "first": {"title": "First", "anyOf": [{"$ref": "#/$defs/Author"}, {"type": "null"}], "default": null},
         "tags": {"title": "Tags", "type": "array", "items": {"type": "string"}, "uniqueItems": true}},
       "$defs": {"Author": {"title": "Author", "type": "object", "required": ["name"], "properties": {
         "name": {"title": "Name", "type": "string"},
         "born": {"title": "Born", "anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}}}}}
      """)
  }

  final class Tree: Codable {
    var name: String
    var children: [Tree]
    var parent: Tree?
    var byName: [String: Tree]
    init() { (name, children, parent, byName) = ("", [], nil, [:]) }
  }
  struct Ping: Codable { var pong: Pong? }
  struct Pong: Codable { var pings: [Ping] }
  struct Match: Event { var ping: Ping }

  @Test func `ends where a type contains itself, be it by way of others`() throws {
    try expect(
      Tree.self,
      """
      {"title": "Tree", "type": "object", "required": ["name", "children", "byName"], "properties": {
        "name": {"title": "Name", "type": "string"},
        "children": {"title": "Children", "type": "array", "items": {"$ref": "#"}},
        "parent": {"title": "Parent", "anyOf": [{"$ref": "#"}, {"type": "null"}], "default": null},
        "byName": {"title": "By Name", "type": "object", "additionalProperties": {"$ref": "#"}}}}
      """)
    let match = EventSchema.of(Match.self)
    #expect(match["properties"]?["ping"] == ["$ref": "#/$defs/Ping"])
    #expect(match["$defs"]?["Pong"]?["properties"]?["pings"]?["items"] == ["$ref": "#/$defs/Ping"])
  }

  enum Mood: String, Codable, CaseIterable, Sendable { case good, bad }
  enum Level: Int, Codable, CaseIterable, Sendable { case low = 1, high = 7 }
  enum Silent: String, Codable, Sendable { case one, two }
  struct Feeling: Event { var mood: Mood; var level: Level; var silent: Silent; var last: Int }

  @Test func `has the cases of enums that list them, and the raw type of others`() throws {
    let schema = EventSchema.of(Feeling.self)
    #expect(schema["$defs"]?["Mood"] == ["title": "Mood", "type": "string", "enum": ["good", "bad"]])
    #expect(schema["$defs"]?["Level"] == ["title": "Level", "type": "integer", "enum": [1, 7]])
    #expect(schema["properties"]?["silent"] == ["title": "Silent", "type": "string"])
    #expect(schema["required"] == ["mood", "level", "silent", "last"])
  }

  struct Choosy: Event {
    var text: String
    init(from decoder: any Decoder) throws {
      let text = try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .text)
      guard text == "only this" else { throw Boom() }
      self.text = text
    }
    enum Keys: String, CodingKey { case text }
    func encode(to encoder: any Encoder) throws {}
  }
  enum Shape: Codable, Sendable { case circle(radius: Double), square(side: Double) }
  struct Drawing: Event { var name: String; var shape: Shape; var after: Int }
  struct Album: Event { var shapes: [Shape]; var shape: Shape?; var after: Int }

  @Test func `has nothing but a name for what refuses every value`() throws {
    try expect(Choosy.self, #"{"title": "Choosy", "type": "object"}"#)
    try expect(Drawing.self, #"{"title": "Drawing", "type": "object"}"#)
    try expect(
      Album.self,
      """
      {"title": "Album", "type": "object", "required": ["shapes", "after"], "properties": {
         "shapes": {"title": "Shapes", "type": "array", "items": {"$ref": "#/$defs/Shape"}},
         "shape": {"title": "Shape", "anyOf": [{"$ref": "#/$defs/Shape"}, {"type": "null"}], "default": null},
         "after": {"title": "After", "type": "integer"}},
       "$defs": {"Shape": {"title": "Shape", "type": "object"}}}
      """)
  }

  struct Even: Codable, Sendable {
    var value: Int
    init(from decoder: any Decoder) throws {
      value = try decoder.singleValueContainer().decode(Int.self)
      guard value % 2 == 1 else { throw Boom() }
    }
    func encode(to encoder: any Encoder) throws {}
  }
  struct Picky: Event {
    var number: Even; var id: UUID; var link: URL; var date: Date; var data: Data; var any: JSONValue
  }

  @Test func `tries several values, and knows the types of Foundation`() throws {
    let schema = EventSchema.of(Picky.self)
    #expect(schema["properties"]?["number"] == ["title": "Number", "type": "integer"])
    #expect(schema["properties"]?["id"] == ["title": "Id", "type": "string", "format": "uuid"])
    #expect(schema["properties"]?["link"] == ["title": "Link", "type": "string", "format": "uri"])
    #expect(schema["properties"]?["date"] == ["title": "Date", "type": "number"])
    #expect(schema["properties"]?["any"] == ["title": "Any"])
  }

  struct Greedy: Event {
    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      while true { _ = try container.decode(Int.self) }
    }
    func encode(to encoder: any Encoder) throws {}
  }
  struct Twice<T>: Sendable {}
  struct Endless<T>: Codable, Sendable {
    init(from decoder: any Decoder) throws {
      _ = try decoder.container(keyedBy: Keys.self).decodeIfPresent(Endless<Twice<T>>.self, forKey: .next)
    }
    enum Keys: String, CodingKey { case next }
    func encode(to encoder: any Encoder) throws {}
  }
  struct Deep: Event { var endless: Endless<Int> }

  @Test func `ends for types that do not`() throws {
    try expect(Greedy.self, #"{"title": "Greedy", "type": "object"}"#)
    #expect(EventSchema.of(Deep.self)["title"] == "Deep")
  }

  /// What follows contains itself without an end, or twice at each level.
  struct Walker: Decodable {
    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      try Self.walk(&list)
    }
    static func walk(_ list: inout any UnkeyedDecodingContainer) throws {
      while !list.isAtEnd {
        var inner = try list.nestedUnkeyedContainer()
        try walk(&inner)
      }
    }
  }
  struct Climber: Decodable {
    init(from decoder: any Decoder) throws { try Self.climb(decoder) }
    static func climb(_ decoder: any Decoder) throws {
      try climb(decoder.container(keyedBy: Keys.self).superDecoder())
    }
    enum Keys: CodingKey {}
  }
  struct Bush<T>: Decodable {
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      _ = try container.decodeIfPresent(Bush<Twice<T>>.self, forKey: .left)
      _ = try container.decodeIfPresent(Bush<[T]>.self, forKey: .right)
    }
    enum Keys: String, CodingKey { case left, right }
  }

  @Test func `ends for types whose containers do not, and for those that grow at each level`() {
    #expect(EventSchema.of(Walker.self) == ["title": "Walker", "type": "object"])
    #expect(EventSchema.of(Climber.self) == ["title": "Climber", "type": "object"])
    #expect(EventSchema.of(Bush<Int>.self)["title"] == "Bush<Int>")
  }

  struct Rate: Event {
    var name: String; var perSecond: Int; var interval: Double
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      name = try container.decode(String.self, forKey: .name)
      precondition(!name.isEmpty)
      perSecond = try container.decode(Int.self, forKey: .perSecond)
      interval = Double(1000 / perSecond)
    }
    enum Keys: String, CodingKey { case name, perSecond }
    func encode(to encoder: any Encoder) throws {}
  }

  @Test func `makes up what is neither empty nor zero first, which is less likely to stop the program`() {
    #expect(EventSchema.of(Rate.self)["required"] == ["name", "perSecond"])
  }

  struct Manual: Event {
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      let inner = try container.nestedContainer(keyedBy: Keys.self, forKey: .inner)
      _ = try inner.decode(String.self, forKey: .text)
      var list = try container.nestedUnkeyedContainer(forKey: .list)
      while !list.isAtEnd { _ = try list.decode(Int.self) }
      if try container.decodeNil(forKey: .text) { return }
      _ = try String(from: container.superDecoder(forKey: .text))
    }
    enum Keys: String, CodingKey { case inner, list, text }
    func encode(to encoder: any Encoder) throws {}
  }

  @Test func `follows a decoding that is written by hand`() {
    let schema = EventSchema.of(Manual.self)
    #expect(schema["properties"]?["inner"] == ["title": "Inner", "type": "object"])
    #expect(schema["properties"]?["list"] == ["title": "List", "type": "array"])
  }

  struct Input: Codable, Sendable { var topic: String; var pages: Int? }

  @Test func `is that of the wire for the ready-made events`() throws {
    try expect(
      Start<String>.self,
      """
      {"title": "StartEvent", "type": "object", "required": ["input"],
       "properties": {"input": {"title": "Input", "type": "string"}}}
      """)
    try expect(
      Start<Input>.self,
      """
      {"title": "StartEvent", "type": "object", "required": ["topic"], "properties": {
         "topic": {"title": "Topic", "type": "string"},
         "pages": {"title": "Pages", "anyOf": [{"type": "integer"}, {"type": "null"}], "default": null}}}
      """)
    try expect(Start<Nothing>.self, #"{"title": "StartEvent", "type": "object", "properties": {}}"#)
    let dynamic = EventSchema.of(Start<JSONValue>.self)
    #expect(dynamic["title"] == "StartEvent" && dynamic["type"] == "object")
    #expect(EventSchema.of(Stop<Int>.self)["properties"]?["result"] == ["title": "Result", "type": "integer"])
    #expect(EventSchema.of(StepFailedEvent.self) == ["title": "StepFailedEvent", "type": "object"])
  }
}
