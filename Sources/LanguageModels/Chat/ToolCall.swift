#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A model's request to have a tool called.
///
/// Its encoded form is the tool call of the OpenAI chat API.
public struct ToolCall: Sendable, Hashable {
  /// What the answer refers to; see ``ChatMessage/tool(_:callID:)``.
  public var id: String

  /// The ``Tool/name`` of the tool.
  public var name: String

  /// The arguments, as the JSON text the model wrote.
  ///
  /// Models make mistakes: it need not be valid.
  public var arguments: String

  /// Creates a tool call.
  ///
  /// - Parameters:
  ///   - id: What the answer refers to.
  ///   - name: The name of the tool.
  ///   - arguments: The arguments, as JSON text.
  public init(id: String, name: String, arguments: String) {
    self.id = id
    self.name = name
    self.arguments = arguments
  }

  /// The arguments as a value.
  ///
  /// Models write nothing at all for a tool without parameters; that is read as an empty object.
  ///
  /// - Parameter type: What to decode them as. Keys are taken as they are.
  /// - Throws: ``LanguageModelError`` with the code `invalidToolArguments` if they are not JSON of that shape. A usual
  ///   remedy is to answer the call with the error's message, and let the model try again.
  public func decodeArguments<Arguments: Decodable>(as type: Arguments.Type = Arguments.self) throws -> Arguments {
    let text = arguments.allSatisfy(\.isWhitespace) ? "{}" : arguments
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw LanguageModelError(
        code: .invalidToolArguments,
        message: "The arguments of the call \(id) of the tool \(name) cannot be decoded as \(type): \(arguments)",
        cause: error)
    }
  }
}

extension ToolCall: Codable {
  private enum CodingKeys: String, CodingKey {
    case id
    case type
    case function
  }

  private enum FunctionKeys: String, CodingKey {
    case name
    case arguments
  }

  /// Reads a tool call in the shape of the OpenAI API.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let function = try container.nestedContainer(keyedBy: FunctionKeys.self, forKey: .function)
    id = try container.decodeIfPresent(String.self, forKey: .id) ?? ""
    name = try function.decode(String.self, forKey: .name)
    arguments = try function.decodeIfPresent(String.self, forKey: .arguments) ?? ""
  }

  /// Writes the tool call in the shape of the OpenAI API.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode("function", forKey: .type)
    var function = container.nestedContainer(keyedBy: FunctionKeys.self, forKey: .function)
    try function.encode(name, forKey: .name)
    try function.encode(arguments, forKey: .arguments)
  }
}
