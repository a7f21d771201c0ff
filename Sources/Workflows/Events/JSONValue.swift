/// Any JSON value, for inputs and events whose fields are not known at compile time.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number without fraction that fits.
  case int(Int64)
  /// Any other number.
  case double(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([String: JSONValue])

  /// The value of a field; `nil` if this is no object or has no such field.
  public subscript(field: String) -> JSONValue? {
    if case .object(let fields) = self { fields[field] } else { nil }
  }

  /// The element at an index; `nil` if this is no array or is too short.
  public subscript(index: Int) -> JSONValue? {
    if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
  }

  /// The text, if this is a string.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

  /// The number, if this is a whole one.
  public var intValue: Int64? { if case .int(let value) = self { value } else { nil } }

  /// The number, if this is one.
  public var doubleValue: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// The truth value, if this is one.
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
}

extension JSONValue: Codable {
  /// Decodes the value from its wire shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    /// The value as a type; that it is none of this type is an answer and not an error.
    func value<Value: Decodable>(as type: Value.Type) -> Value? {
      do { return try container.decode(type) } catch { return nil }
    }
    if container.decodeNil() {
      self = .null
    } else if let value = value(as: Bool.self) {
      self = .bool(value)
    } else if let value = value(as: Int64.self) {
      self = .int(value)
    } else if let value = value(as: Double.self) {
      self = .double(value)
    } else if let value = value(as: String.self) {
      self = .string(value)
    } else if let value = value(as: [JSONValue].self) {
      self = .array(value)
    } else {
      // The last possibility, and the one whose error is worth reporting.
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .int(let value): try container.encode(value)
    case .double(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Makes the value from a literal.
  public init(nilLiteral: ()) { self = .null }
  /// Makes the value from a literal.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes the value from a literal.
  public init(integerLiteral value: Int64) { self = .int(value) }
  /// Makes the value from a literal.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// Makes the value from a literal.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes the value from a literal.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// The last of several equal keys wins, as in JSON parsers.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object([String: JSONValue](elements) { _, last in last })
  }
}
