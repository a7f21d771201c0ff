/// Something the model may ask to have called.
public struct Tool: Sendable, Hashable, Codable {
  /// The name the model calls it by.
  ///
  /// Most servers accept letters, digits, underscores and dashes, 64 at most.
  public var name: String

  /// What it does and when to use it, for the model to read.
  public var description: String

  /// What its arguments look like: a [JSON Schema](https://json-schema.org) of an object.
  public var parameters: Schema

  /// Creates a tool.
  ///
  /// ```swift
  /// let weather = Tool(
  ///   name: "get_weather", description: "The weather in a city.",
  ///   parameters: [
  ///     "type": "object",
  ///     "properties": ["city": ["type": "string"]],
  ///     "required": ["city"],
  ///   ])
  /// ```
  ///
  /// - Parameters:
  ///   - name: The name the model calls it by.
  ///   - description: What it does and when to use it, for the model to read.
  ///   - parameters: What its arguments look like; by default it takes none.
  public init(
    name: String, description: String, parameters: Schema = ["type": "object", "properties": [:]]
  ) {
    self.name = name
    self.description = description
    self.parameters = parameters
  }
}
