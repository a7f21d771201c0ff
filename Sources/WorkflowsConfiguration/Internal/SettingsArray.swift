import Configuration

/// An array of values of one kind, which is all that a configuration has.
struct SettingsArray: UnkeyedDecodingContainer {
  private let decoder: SettingsDecoder
  private let elements: [SettingsElement.Kind]
  private(set) var currentIndex = 0

  init(decoder: SettingsDecoder) throws {
    self.decoder = decoder
    let isSecret = decoder.isSecret
    elements = try decoder.value("an array", or: []) { reader, key in
      // An environment variable is any of them; numbers in a string are read from it when they are asked for.
      if let strings = reader.stringArray(forKey: key, isSecret: isSecret) { return strings.map { .string($0) } }
      if let numbers = reader.doubleArray(forKey: key, isSecret: isSecret) { return numbers.map { .number($0) } }
      return try reader.requiredBoolArray(forKey: key, isSecret: isSecret).map { .bool($0) }
    }
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex >= elements.count }

  mutating func decodeNil() -> Bool { false }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: try next()) }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try next() }

  private mutating func next() throws -> SettingsElement {
    if isAtEnd { throw SettingsElement.mismatch("\(currentIndex + 1) elements", in: decoder) }
    defer { currentIndex += 1 }
    return SettingsElement(array: decoder, kind: elements[currentIndex])
  }
}
