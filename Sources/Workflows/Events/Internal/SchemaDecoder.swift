/// A decoder that makes up what it is asked for, and takes note of it.
struct SchemaDecoder: Decoder {
  let notes: SchemaNotes
  let survey: SchemaSurvey
  /// Which of the values is made up: those that types are likely to accept, one after the other.
  let candidate: Int
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// A type that accepts none of these.
  struct Refusal: Error {}

  /// Deeper than this, somebody follows containers within containers that never end.
  private static let deepest = 64

  /// What is within, which is not described.
  func nested(_ key: any CodingKey) throws -> SchemaDecoder {
    guard codingPath.count < Self.deepest else { throw Refusal() }
    return SchemaDecoder(notes: SchemaNotes(), survey: survey, candidate: candidate, codingPath: codingPath + [key])
  }

  // What is neither empty nor zero comes first: types are more likely to stop the program because of those.
  private static let strings = ["1", "", "00000000-0000-0000-0000-000000000000", "2000-01-01T00:00:00Z", "a://b/1"]
  static var candidates: Int { strings.count }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    notes.noteObject()
    return KeyedDecodingContainer(SchemaKeyedContainer<Key>(decoder: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer {
    notes.noteArray()
    return SchemaUnkeyedContainer(decoder: self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { SchemaSingleValueContainer(decoder: self) }

  /// A value of a type, with its schema.
  func makeUp<T: Decodable>(_ type: T.Type) throws -> (value: T, schema: JSONValue) {
    let schema: JSONValue
    let value: Any?
    switch type {
    case is Bool.Type: (value, schema) = (candidate == 0, ["type": "boolean"])
    case is String.Type: (value, schema) = (Self.strings[candidate], ["type": "string"])
    case is Double.Type: (value, schema) = (Double(Self.number(candidate)), ["type": "number"])
    case is Float.Type: (value, schema) = (Float(Self.number(candidate)), ["type": "number"])
    case let integer as any (FixedWidthInteger & Decodable).Type:
      (value, schema) = (Self.number(integer, candidate), ["type": "integer"])
    default:
      schema = survey.schema(of: type)
      value = (type as? any SchemaShape.Type)?.blank ?? survey.finding(of: type).value
    }
    guard let value = value as? T else { throw Unavailable(schema: schema) }
    if schema["type"] != nil, schema["properties"] == nil { notes.noteMadeUpValue() }
    return (value, schema)
  }

  private static func number<I: FixedWidthInteger>(_ type: I.Type, _ candidate: Int) -> Any {
    I(clamping: number(candidate))
  }

  private static func number(_ candidate: Int) -> Int { candidate < 2 ? 1 - candidate : candidate }

  /// There is no value of the type, but its schema is known.
  struct Unavailable: Error { var schema: JSONValue }
}

/// The key of an element, and of what a type's superclass has.
struct SchemaKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
