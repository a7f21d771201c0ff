/// The ready-made start event: starts the run with a value.
///
/// The value's properties are the event's own, so a step may read `event.topic` for `event.input.topic`.
///
/// On the wire it is Python's `StartEvent`. A value that encodes as an object is flat, `{"topic": …}`; any other is
/// under `input`: `{"input": "…"}`. `Start<JSONValue>` takes whatever object comes and merges Python's dynamic
/// fields, which are under `_data`, into it.
@dynamicMemberLookup
public struct Start<Input: Codable & Sendable>: StartEvent {
  /// What the run starts with.
  public var input: Input

  /// Starts a run with a value.
  public init(_ input: Input) { self.input = input }

  /// `StartEvent`, whatever the input's type.
  public static var eventName: String { "StartEvent" }

  /// A property of the input.
  public subscript<Value>(dynamicMember keyPath: KeyPath<Input, Value>) -> Value { input[keyPath: keyPath] }

  private enum CodingKeys: String, CodingKey { case input }

  /// Decodes the value from its wire shape.
  public init(from decoder: any Decoder) throws {
    if let dynamic = Input.self as? JSONValue.Type {
      let fields = try DynamicFields(from: decoder)
      guard let value = dynamic.object(fields.values) as? Input else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "the input of a StartEvent is an object"))
      }
      input = value
    } else if CodingShape.isKeyed(Input.self) {
      input = try Input(from: decoder)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      if !container.contains(.input), let absent = Input.self as? any AbsentRepresentable.Type,
        let value = absent.absent as? Input
      {
        input = value
      } else {
        input = try container.decode(Input.self, forKey: .input)
      }
    }
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    if let value = input as? JSONValue, case .object(let fields) = value {
      try DynamicFields(values: fields).encode(to: encoder)
    } else if CodingShape.isKeyed(Input.self) {
      try input.encode(to: encoder)
    } else {
      var container = encoder.container(keyedBy: CodingKeys.self)
      if let absent = input as? any AbsentRepresentable, absent.isAbsent { return }
      try container.encode(input, forKey: .input)
    }
  }
}

extension Start where Input == Nothing {
  /// Starts a run that needs no input.
  public init() { self.init(Nothing()) }
}

extension Start: Equatable where Input: Equatable {}
extension Start: Hashable where Input: Hashable {}

/// The fields of an event that are declared nowhere: written under `_data`, read from there and from beside it.
///
/// This is how pydantic models of the Python library write what was passed to them beyond their declared fields.
struct DynamicFields: Codable {
  var values: [String: JSONValue]

  init(values: [String: JSONValue]) { self.values = values }

  private static var key: String { "_data" }

  init(from decoder: any Decoder) throws {
    values = try [String: JSONValue](from: decoder)
    if case .object(let dynamic)? = values[Self.key] {
      values[Self.key] = nil
      values.merge(dynamic) { declared, _ in declared }
    }
  }

  func encode(to encoder: any Encoder) throws {
    try values.isEmpty ? values.encode(to: encoder) : [Self.key: values].encode(to: encoder)
  }
}
