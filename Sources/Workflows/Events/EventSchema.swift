/// The JSON Schema of a type that can be decoded, in the style of pydantic, the library behind Python's events.
///
/// ```swift
/// struct Inquiry: StartEvent { var topic: String; var pages: Int? }
///
/// let schema = EventSchema.of(Inquiry.self)
/// // {"title": "Inquiry", "type": "object", "required": ["topic"], "properties": {"topic": …, "pages": …}}
/// ```
///
/// It is found by decoding the type from a decoder that makes up values and takes note of what it is asked for: the keys
/// and types of properties, those that may be missing, elements of arrays, values of dictionaries, the cases of enums
/// with a raw value that are `CaseIterable`. Types within types are under `$defs`, so that a type may contain itself.
///
/// Where a type refuses every value that was made up, as enums with associated values do, nothing is known but its
/// name: `{"title": "Name", "type": "object"}`. Default values and comments of properties are not known either.
public enum EventSchema {
  /// The schema of a type.
  ///
  /// It never fails and never runs long, but runs the type's own `init(from:)`, with values such as "1", 1, and empty arrays
  /// and dictionaries, and then others. That must throw on what it does not like, as it must with any other decoder: one
  /// that stops the program, as with `precondition` or `array[0]`, stops it here too.
  public static func of(_ type: any Decodable.Type) -> JSONValue {
    let survey = SchemaSurvey()
    var schema = survey.schema(of: type, isRoot: true)
    // A schema that only names its type refers to none of those within.
    if case .object(var fields) = schema, !survey.definitions.isEmpty, schema != unknown(type) {
      fields["$defs"] = .object(survey.definitions)
      schema = .object(fields)
    }
    return schema
  }

  /// What is said of a type of which nothing is known but its name.
  static func unknown(_ type: Any.Type) -> JSONValue { ["title": .string(name(of: type)), "type": "object"] }

  /// The name of a type: of an event its name on the wire.
  static func name(of type: Any.Type) -> String {
    (type as? any Event.Type)?.eventName ?? String(describing: type)
  }

  /// A key as a title: `numWorkers` and `num_workers` are "Num Workers".
  static func title(of key: String) -> String {
    var words: [String] = []
    for character in key {
      if character == "_" || character == "-" || character == " " {
        if words.last?.isEmpty == false { words.append("") }
      } else if words.isEmpty || character.isUppercase && words.last?.last?.isLowercase == true {
        if words.last?.isEmpty == true { words.removeLast() }
        words.append(character.uppercased())
      } else if words.last?.isEmpty == true {
        words[words.count - 1] = character.uppercased()
      } else {
        words[words.count - 1].append(character)
      }
    }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
