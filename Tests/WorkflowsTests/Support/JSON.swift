import Foundation
import Testing
import Workflows

/// The JSON of a value, its keys in order.
func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// A value from its JSON.
func value<Value: Decodable>(_ type: Value.Type = Value.self, from json: String) throws -> Value {
  try JSONDecoder().decode(type, from: Data(json.utf8))
}

/// Asserts that a value is written as this JSON, whatever the order of its keys, and read from it again.
func expectJSON<Value: Codable & Equatable>(
  _ subject: Value, _ expected: String, sourceLocation: TestLocation = #_sourceLocation
) throws {
  let written = try json(subject)
  let fields = try value(JSONValue.self, from: written)
  let expectedFields = try value(JSONValue.self, from: expected)
  #expect(fields == expectedFields, "\(written)", sourceLocation: sourceLocation)
  #expect(try value(Value.self, from: expected) == subject, sourceLocation: sourceLocation)
}
