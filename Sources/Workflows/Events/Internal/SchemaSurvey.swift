/// Finds out the schema of one type and of the types within it.
final class SchemaSurvey {
  /// The schemas of the types within, by name.
  private(set) var definitions: [String: JSONValue] = [:]
  /// The names of types that are known or being looked at.
  private var names: [ObjectIdentifier: String] = [:]
  /// What every type was found to decode to, so as to look at each once.
  private var known: [ObjectIdentifier: SchemaFinding] = [:]
  /// How deep within each other types are being looked at.
  private var depth = 0

  /// Beyond this, types are generic ones that contain ever larger ones of themselves.
  private static let deepest = 32
  /// Beyond this as well: two of them in one are more at each level than anybody can look at.
  private static let most = 1000
  private var isExhausted: Bool { depth >= Self.deepest || known.count >= Self.most }

  func schema(of type: any Decodable.Type, isRoot: Bool = false) -> JSONValue {
    if let schema = KnownSchemas.schema(of: type) { return schema }
    if let shape = type as? any SchemaShape.Type { return shape.schema(in: self) }
    let id = ObjectIdentifier(type)
    if let name = names[id] { return isRoot ? "#" : reference(name) }
    if isExhausted { return EventSchema.unknown(type) }
    if isRoot {
      // The root stands for itself where it is met again.
      names[id] = "#"
      return finding(of: type).schema
    }
    let name = uniqueName(of: type)
    names[id] = name
    let schema = finding(of: type).schema
    // Only what has a structure of its own deserves a place of its own.
    guard schema["properties"] != nil || schema["enum"] != nil || schema == EventSchema.unknown(type) else {
      names[id] = nil
      return schema
    }
    definitions[name] = schema
    return reference(name)
  }

  /// What decoding a type brings to light: its schema, and a value of it if one was accepted.
  func finding(of type: any Decodable.Type) -> SchemaFinding {
    let id = ObjectIdentifier(type)
    if let finding = known[id] { return finding }
    if isExhausted { return SchemaFinding(schema: EventSchema.unknown(type), value: nil) }
    depth += 1
    defer { depth -= 1 }
    // Whoever asks for it while it is being looked at cannot have a value of it.
    known[id] = SchemaFinding(schema: EventSchema.unknown(type), value: nil)
    let finding = SchemaFinding.find(type, in: self)
    known[id] = finding
    return finding
  }

  private func reference(_ name: String) -> JSONValue { ["$ref": .string(name == "#" ? "#" : "#/$defs/\(name)")] }

  private func uniqueName(of type: Any.Type) -> String {
    let name = EventSchema.name(of: type)
    var unique = name
    var number = 2
    while names.values.contains(unique) || definitions[unique] != nil {
      unique = "\(name)\(number)"
      number += 1
    }
    return unique
  }
}

/// What decoding a type brought to light.
struct SchemaFinding {
  var schema: JSONValue
  /// A value of the type; `nil` if it accepted none.
  var value: Any?

  static func find<T: Decodable>(_ type: T.Type, in survey: SchemaSurvey) -> SchemaFinding {
    if let cases = KnownSchemas.cases(of: type) { return SchemaFinding(schema: cases.schema, value: cases.first) }
    var best: SchemaNotes?
    for candidate in 0..<SchemaDecoder.candidates {
      let notes = SchemaNotes()
      do {
        let value = try type.init(from: SchemaDecoder(notes: notes, survey: survey, candidate: candidate))
        return SchemaFinding(schema: notes.schema(of: type), value: value)
      } catch {
        // Another value may suit it; what it asked for is known in any case.
        if best == nil { best = notes }
        if notes.askedForNoScalar { break }
      }
    }
    // What read one value, and liked none, is of that value's type; how an object goes on is not known.
    if let best, case .scalar(let schema) = best.shape {
      return SchemaFinding(schema: schema, value: KnownSchemas.blank(type))
    }
    return SchemaFinding(schema: EventSchema.unknown(type), value: nil)
  }
}
