struct SchemaKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: SchemaDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  /// None: a type that asks which keys there are takes whatever comes, or wants one of several.
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    do {
      let (value, schema) = try decoder.makeUp(type)
      // An optional that is decoded as such may be null, but must be there.
      decoder.notes.note(key.stringValue, schema, isRequired: true)
      return value
    } catch let refusal as SchemaDecoder.Unavailable {
      decoder.notes.note(key.stringValue, refusal.schema, isRequired: true)
      throw refusal
    }
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) -> T? {
    decoder.notes.note(key.stringValue, schema(of: type), isRequired: false)
    return nil
  }

  // Without these, the default implementations would decode a value.
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) -> Bool? { absent(type, key) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) -> String? { absent(type, key) }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) -> Double? { absent(type, key) }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) -> Float? { absent(type, key) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) -> Int? { absent(type, key) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) -> Int8? { absent(type, key) }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) -> Int16? { absent(type, key) }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) -> Int32? { absent(type, key) }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) -> Int64? { absent(type, key) }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) -> UInt? { absent(type, key) }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) -> UInt8? { absent(type, key) }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) -> UInt16? { absent(type, key) }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) -> UInt32? { absent(type, key) }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) -> UInt64? { absent(type, key) }

  private func absent<T: Decodable>(_ type: T.Type, _ key: Key) -> T? {
    decoder.notes.note(key.stringValue, schema(of: type), isRequired: false)
    return nil
  }

  private func schema<T: Decodable>(of type: T.Type) -> JSONValue {
    do {
      return try decoder.makeUp(type).schema
    } catch let refusal as SchemaDecoder.Unavailable {
      return refusal.schema
    } catch {
      return EventSchema.unknown(type)
    }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    decoder.notes.note(key.stringValue, ["type": "object"], isRequired: true)
    // What is within a container without a type of its own is not described.
    return try decoder.nested(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    decoder.notes.note(key.stringValue, ["type": "array"], isRequired: true)
    return try decoder.nested(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try decoder.nested(SchemaKey(stringValue: "super")) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder.nested(key) }
}

struct SchemaUnkeyedContainer: UnkeyedDecodingContainer {
  let decoder: SchemaDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  var currentIndex = 0
  /// One element for those who count, as many as are wanted for those who know how many they want.
  var count: Int? { 1 }
  var isAtEnd: Bool { currentIndex > 0 }

  /// Who takes so many elements from an array that says it is at its end takes them forever.
  private static let most = 64

  init(decoder: SchemaDecoder) { self.decoder = decoder }

  private mutating func advance() throws {
    currentIndex += 1
    if currentIndex > Self.most { throw SchemaDecoder.Refusal() }
  }

  mutating func decodeNil() -> Bool { false }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try advance()
    let (value, schema) = try decoder.makeUp(type)
    decoder.notes.noteElement(schema)
    return value
  }

  private mutating func nested() throws -> SchemaDecoder {
    let key = SchemaKey(stringValue: "\(currentIndex)")
    try advance()
    return try decoder.nested(key)
  }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try nested().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try nested().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try nested() }
}

struct SchemaSingleValueContainer: SingleValueDecodingContainer {
  let decoder: SchemaDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    do {
      let (value, schema) = try decoder.makeUp(type)
      decoder.notes.noteScalar(schema)
      return value
    } catch let refusal as SchemaDecoder.Unavailable {
      decoder.notes.noteScalar(refusal.schema)
      throw refusal
    }
  }
}
