/// What is at a key itself.
struct SettingsValue: PlainValue {
  let decoder: SettingsDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.isAbsent }
  func string() throws -> String { try decoder.string() }
  func bool() throws -> Bool { try decoder.bool() }
  func double() throws -> Double { try decoder.double() }
  func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number { try decoder.integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.decode(type) }
}
