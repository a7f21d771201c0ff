/// One element of an array.
struct SettingsElement: Decoder, PlainValue {
  enum Kind: Sendable {
    case string(String)
    case number(Double)
    case bool(Bool)
  }

  let array: SettingsDecoder
  let kind: Kind

  var codingPath: [any CodingKey] { array.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw Self.mismatch("plain values", in: array)
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.mismatch("plain values", in: array) }

  func decodeNil() -> Bool { false }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

  func string() throws -> String {
    if case .string(let value) = kind { return value }
    throw Self.mismatch("strings", in: array)
  }

  func bool() throws -> Bool {
    switch kind {
    case .bool(let value): return value
    case .string(let text):
      if let value = Bool(text.lowercased()) { return value }
    case .number: break
    }
    throw Self.mismatch("truth values", in: array)
  }

  func double() throws -> Double {
    switch kind {
    case .number(let value): return value
    case .string(let text):
      if let value = Double(text) { return value }
    case .bool: break
    }
    throw Self.mismatch("numbers", in: array)
  }

  func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    // Not by way of a double, which has no room for all of them.
    if case .string(let text) = kind, let value = Number(text) { return value }
    if case .number(let number) = kind, let value = Number(exactly: number) { return value }
    throw Self.mismatch("whole numbers from \(Number.min) to \(Number.max)", in: array)
  }

  static func mismatch(_ expected: String, in array: SettingsDecoder) -> SettingsError {
    let name = array.key.joined(separator: ".")
    return SettingsError(key: name, "setting '\(name)' must be an array of \(expected)")
  }
}
