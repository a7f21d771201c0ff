extension Tool {
  /// A JSON Schema, written as the JSON it is.
  ///
  /// Literals make it: `["type": "string", "enum": ["celsius", "fahrenheit"]]`. The schema is passed on as it is
  /// written; that it *is* a valid schema is for the server to judge. The order of an object's members is not kept, and
  /// encoding sorts them where the encoder does.
  public enum Schema: Sendable, Hashable {
    /// The value `null`.
    case null
    /// A truth value.
    case bool(Bool)
    /// A number without a fraction.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([Schema])
    /// An object.
    case object([String: Schema])
  }
}

extension Tool.Schema: Codable {
  /// Reads any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = Self.decode(Bool.self, from: container) {
      self = .bool(value)
    } else if let value = Self.decode(Int.self, from: container) {
      self = .integer(value)
    } else if let value = Self.decode(Double.self, from: container) {
      self = .number(value)
    } else if let value = Self.decode(String.self, from: container) {
      self = .string(value)
    } else if let value = Self.decode([Tool.Schema].self, from: container) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Tool.Schema].self))
    }
  }

  /// The value as the given type, or `nil` if it is of another, which is no error but what is being found out.
  private static func decode<Value: Decodable>(
    _ type: Value.Type, from container: any SingleValueDecodingContainer
  ) -> Value? {
    // Not all that JSONDecoder throws here is a DecodingError: for an Int where 1.5 is, it is an error of its own.
    do { return try container.decode(type) } catch { return nil }
  }

  /// Writes the JSON value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension Tool.Schema: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates the value `null`.
  public init(nilLiteral: ()) { self = .null }

  /// Creates a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Creates a number without a fraction.
  public init(integerLiteral value: Int) { self = .integer(value) }

  /// Creates a number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// Creates a text.
  public init(stringLiteral value: String) { self = .string(value) }

  /// Creates a list.
  public init(arrayLiteral elements: Tool.Schema...) { self = .array(elements) }

  /// Creates an object; of members with the same name, the last one counts.
  public init(dictionaryLiteral elements: (String, Tool.Schema)...) {
    self = .object(Dictionary(elements) { _, last in last })
  }
}
