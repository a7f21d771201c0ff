/// A type whose schema follows from other types, without decoding it, and of which there is a value that needs none of
/// them.
protocol SchemaShape {
  static func schema(in survey: SchemaSurvey) -> JSONValue
  static var blank: Any { get }
}

extension Array: SchemaShape where Element: Decodable {
  static func schema(in survey: SchemaSurvey) -> JSONValue {
    ["type": "array", "items": survey.schema(of: Element.self)]
  }
  static var blank: Any { [] as Self }
}

extension Set: SchemaShape where Element: Decodable {
  static func schema(in survey: SchemaSurvey) -> JSONValue {
    ["type": "array", "items": survey.schema(of: Element.self), "uniqueItems": true]
  }
  static var blank: Any { [] as Self }
}

extension Dictionary: SchemaShape where Key: Decodable, Value: Decodable {
  static func schema(in survey: SchemaSurvey) -> JSONValue {
    // Keys of other types are written in turn with their values.
    guard Key.self == String.self || Key.self == Int.self || Key.self is any CodingKeyRepresentable.Type else {
      return ["type": "array"]
    }
    return ["type": "object", "additionalProperties": survey.schema(of: Value.self)]
  }
  static var blank: Any { [:] as Self }
}

extension Optional: SchemaShape where Wrapped: Decodable {
  static func schema(in survey: SchemaSurvey) -> JSONValue {
    ["anyOf": [survey.schema(of: Wrapped.self), ["type": "null"]]]
  }
  static var blank: Any { Self.none as Any }
}

extension JSONValue: SchemaShape {
  static func schema(in survey: SchemaSurvey) -> JSONValue { [:] }
  static var blank: Any { JSONValue.null }
}

/// Types whose schema is known without decoding them.
enum KnownSchemas {
  /// Those of Foundation, by name, because nothing here depends on it.
  static func schema(of type: Any.Type) -> JSONValue? {
    let name = String(reflecting: type)
    guard name.hasPrefix("Foundation"), let dot = name.firstIndex(of: ".") else { return nil }
    return switch name[name.index(after: dot)...] {
    case "UUID": ["type": "string", "format": "uuid"]
    case "URL": ["type": "string", "format": "uri"]
    case "Data": ["type": "string", "format": "base64"]
    // As encoders write it unless told otherwise: a number of seconds.
    case "Date", "Decimal": ["type": "number"]
    default: nil
    }
  }

  /// The raw values of an enum that knows its cases; `nil` if it has none that JSON can have.
  static func cases(of type: any Decodable.Type) -> (schema: JSONValue, first: Any)? {
    guard let type = type as? any CaseIterable.Type else { return nil }
    func cases<T: CaseIterable>(_ type: T.Type) -> [Any] { Array(type.allCases) }
    let all = cases(type)
    let strings = all.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    let numbers = all.compactMap { ($0 as? any RawRepresentable)?.rawValue as? any BinaryInteger }
    guard let first = all.first else { return nil }
    let title = JSONValue.string(EventSchema.name(of: type))
    if strings.count == all.count {
      return (["title": title, "type": "string", "enum": .array(strings.map { .string($0) })], first)
    } else if numbers.count == all.count {
      return (["title": title, "type": "integer", "enum": .array(numbers.map { .int(Int64(clamping: $0)) })], first)
    }
    return nil
  }

  /// A value of an enum that has a raw value and liked none of those that were made up: its first case.
  ///
  /// All bits of it are zero, which is a value of every enum without associated values. It is decoded into something
  /// that is thrown away.
  static func blank<T>(_ type: T.Type) -> T? {
    guard type is any RawRepresentable.Type, _isPOD(type), MemoryLayout<T>.size <= 2 else { return nil }
    return withUnsafeTemporaryAllocation(of: T.self, capacity: 1) { memory in
      UnsafeMutableRawBufferPointer(memory).initializeMemory(as: UInt8.self, repeating: 0)
      return memory.baseAddress?.pointee
    }
  }
}
