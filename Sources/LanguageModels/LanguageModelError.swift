/// Why a model could not answer, or not to the end.
public struct LanguageModelError: Error, Sendable {
  /// What kind of error this is, for code to decide on.
  public var code: Code

  /// What happened, where, and what can be done about it.
  ///
  /// It never contains the API key.
  public var message: String

  /// The error that led to this one.
  public var cause: (any Error)?

  /// The HTTP status the server answered with, if it did.
  public var status: Int?

  /// How long the server asks to wait before trying again, if it does.
  public var retryAfter: Duration?

  /// The text that had arrived when a stream broke; `nil` if none had.
  public var partial: String?

  /// Whether the same request may succeed later.
  ///
  /// It follows from the ``code``. A stream that broke after some of it had arrived counts as well: whoever tries again
  /// gets a new answer from its beginning.
  public var isRetryable: Bool { code.isRetryable }

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - code: What kind of error this is.
  ///   - message: What happened, where, and what can be done about it.
  ///   - cause: The error that led to this one.
  ///   - status: The HTTP status the server answered with.
  ///   - retryAfter: How long the server asks to wait before trying again.
  ///   - partial: The text that had arrived when a stream broke.
  public init(
    code: Code, message: String, cause: (any Error)? = nil, status: Int? = nil, retryAfter: Duration? = nil,
    partial: String? = nil
  ) {
    self.code = code
    self.message = message
    self.cause = cause
    self.status = status
    self.retryAfter = retryAfter
    self.partial = partial
  }
}

extension LanguageModelError: CustomStringConvertible {
  /// The code, the message and the cause.
  public var description: String {
    if let cause { "\(code): \(message) (cause: \(cause))" } else { "\(code): \(message)" }
  }
}
