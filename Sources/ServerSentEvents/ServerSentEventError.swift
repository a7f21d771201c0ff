/// Why an event stream could not be parsed, or an event not be encoded.
public struct ServerSentEventError: Error, Sendable, Hashable {
  /// What kind of error this is, for code to decide on.
  public var code: Code

  /// What happened, where, and what can be done about it.
  public var message: String

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - code: What kind of error this is.
  ///   - message: What happened, where, and what can be done about it.
  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  /// The kinds of errors, to which more may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case lineTooLong
      case eventTooLarge
      case invalidField
    }

    private let kind: Kind

    /// A line exceeded the limit before it ended, so that the stream cannot be continued.
    public static let lineTooLong = Code(kind: .lineTooLong)

    /// The lines of one event together exceeded the limit, so that the stream cannot be continued.
    public static let eventTooLarge = Code(kind: .eventTooLarge)

    /// The type or ID of an event to be encoded contains what the format cannot carry.
    public static let invalidField = Code(kind: .invalidField)

    /// The name of the code.
    public var description: String { kind.rawValue }
  }
}

extension ServerSentEventError: CustomStringConvertible {
  /// The code and the message.
  public var description: String { "\(code): \(message)" }
}
