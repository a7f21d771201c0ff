internal import AsyncHTTPClient
internal import NIOCore

extension LanguageModelError {
  /// What an error before the response's head amounts to: `CancellationError` if the task was cancelled.
  static func opening(_ error: any Error, to endpoint: Endpoint, timeout: Duration) -> any Error {
    if Task.isCancelled { return CancellationError() }
    switch error as? HTTPClientError {
    case .getConnectionFromPoolTimeout:
      return LanguageModelError(
        code: .timedOut,
        message:
          "The HTTP client had no connection to \(endpoint) in time. Try again, or use a client that allows for more "
          + "connections at once.", cause: error)
    case .deadlineExceeded, .readTimeout, .writeTimeout:
      return LanguageModelError(
        code: .timedOut,
        message: "\(endpoint) did not begin to answer within \(timeout). Try again, or allow for more time with "
          + "timeouts.response, or that of the HTTP client if it has one of its own.", cause: error)
    case .remoteConnectionClosed:
      return LanguageModelError(
        code: .connectionLost, message: "\(endpoint) closed the connection without an answer. Try again.", cause: error)
    default:
      return LanguageModelError(
        code: .connectionFailed,
        message: "\(endpoint) cannot be reached. Check that the base URL is right and that a server runs there.",
        cause: error)
    }
  }

  /// What an error within the response's body amounts to: `CancellationError` if the task was cancelled.
  static func reading(_ error: any Error, from endpoint: Endpoint) -> any Error {
    if Task.isCancelled { return CancellationError() }
    if case .readTimeout? = error as? HTTPClientError {
      return LanguageModelError(
        code: .timedOut,
        message: "\(endpoint) has sent nothing for longer than the HTTP client allows. Try again, or use a client that "
          + "allows for longer silences.", cause: error)
    }
    return LanguageModelError(
      code: .connectionLost, message: "The connection to \(endpoint) was lost in the middle of an answer. Try again.",
      cause: error)
  }
}
