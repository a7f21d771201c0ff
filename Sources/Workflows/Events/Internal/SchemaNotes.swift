/// What the decoding of one type asked for.
final class SchemaNotes {
  enum Shape {
    case nothing
    case scalar(JSONValue)
    case array(JSONValue?)
    case object
  }

  private(set) var shape = Shape.nothing
  private var properties: [String: JSONValue] = [:]
  private var required: [String] = []
  /// Whether the decoding read no value that could have been another one.
  private(set) var askedForNoScalar = true

  func noteObject() { shape = .object }
  func noteArray() { if case .nothing = shape { shape = .array(nil) } }
  func noteElement(_ schema: JSONValue) { if case .array(nil) = shape { shape = .array(schema) } }
  func noteScalar(_ schema: JSONValue) { if case .nothing = shape { shape = .scalar(schema) } }
  func noteMadeUpValue() { askedForNoScalar = false }

  func note(_ key: String, _ schema: JSONValue, isRequired: Bool) {
    guard properties[key] == nil else { return }
    properties[key] = isRequired ? schema : ["anyOf": [schema, ["type": "null"]], "default": nil]
    if case .object(var fields) = properties[key], fields["$ref"] == nil {
      fields["title"] = .string(EventSchema.title(of: key))
      properties[key] = .object(fields)
    }
    if isRequired { required.append(key) }
  }

  func schema(of type: Any.Type) -> JSONValue {
    switch shape {
    case .scalar(let schema): return schema
    case .array(let element): return element.map { ["type": "array", "items": $0] } ?? ["type": "array"]
    case .nothing, .object:
      var fields: [String: JSONValue] = [
        "title": .string(EventSchema.name(of: type)), "type": "object", "properties": .object(properties),
      ]
      if !required.isEmpty { fields["required"] = .array(required.map { .string($0) }) }
      return .object(fields)
    }
  }
}
