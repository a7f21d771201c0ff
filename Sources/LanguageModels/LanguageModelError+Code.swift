extension LanguageModelError {
  /// The kinds of errors, to which more may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case missingAPIKey, invalidConfiguration
      case unauthorized, forbidden, notFound, badRequest, rateLimited, quotaExceeded, serverError
      case malformedResponse, connectionFailed, connectionLost, timedOut
      case invalidToolArguments, scriptExhausted
    }

    private let kind: Kind

    /// No API key was given to a server that needs one; nothing was sent.
    public static let missingAPIKey = Code(kind: .missingAPIKey)

    /// The base URL, a header or the API key cannot be used as it is; nothing was sent.
    public static let invalidConfiguration = Code(kind: .invalidConfiguration)

    /// The server does not accept the API key (401).
    public static let unauthorized = Code(kind: .unauthorized)

    /// The API key is not allowed to do this (403).
    public static let forbidden = Code(kind: .forbidden)

    /// The server does not know the model, or the path (404).
    public static let notFound = Code(kind: .notFound)

    /// The server rejects the request as it is (400, 422 and others).
    public static let badRequest = Code(kind: .badRequest)

    /// Too many requests (429); ``LanguageModelError/retryAfter`` may say how long to wait.
    public static let rateLimited = Code(kind: .rateLimited)

    /// What was paid for is used up (402, and 429 with the reason `insufficient_quota`); waiting does not help.
    public static let quotaExceeded = Code(kind: .quotaExceeded)

    /// Something is wrong on the server's side (5xx).
    public static let serverError = Code(kind: .serverError)

    /// What the server answered is not what the protocol says.
    public static let malformedResponse = Code(kind: .malformedResponse)

    /// The server could not be reached.
    public static let connectionFailed = Code(kind: .connectionFailed)

    /// The connection ended before the answer was complete.
    public static let connectionLost = Code(kind: .connectionLost)

    /// The server took too long to answer, or fell silent while answering.
    public static let timedOut = Code(kind: .timedOut)

    /// A tool call's arguments do not have the shape asked for.
    public static let invalidToolArguments = Code(kind: .invalidToolArguments)

    /// A ``ScriptedModel`` was asked more often than its script has replies.
    public static let scriptExhausted = Code(kind: .scriptExhausted)

    /// The name of the code.
    public var description: String { kind.rawValue }

    var isRetryable: Bool {
      switch kind {
      case .rateLimited, .serverError, .connectionFailed, .connectionLost, .timedOut: true
      case .missingAPIKey, .invalidConfiguration, .unauthorized, .forbidden, .notFound, .badRequest, .quotaExceeded,
        .malformedResponse, .invalidToolArguments, .scriptExhausted:
        false
      }
    }
  }
}
