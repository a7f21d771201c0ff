/// Why a model stopped.
public struct FinishReason: RawRepresentable, Sendable, Hashable, Codable {
  /// The name of the reason on the wire.
  public var rawValue: String

  /// Creates a reason from its name on the wire; servers know others besides those here.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The answer is complete.
  public static let stop = FinishReason(rawValue: "stop")

  /// The answer was cut off at the limit of tokens.
  public static let length = FinishReason(rawValue: "length")

  /// The model waits for the tools it asked to have called.
  public static let toolCalls = FinishReason(rawValue: "tool_calls")

  /// A filter of the server withheld the rest.
  public static let contentFilter = FinishReason(rawValue: "content_filter")
}
