internal import NIOHTTP1

extension LanguageModelError {
  /// The error that a server reports.
  ///
  /// - Parameters:
  ///   - error: What the server says.
  ///   - status: The HTTP status that decides on the code.
  ///   - place: Where this happened, as the beginning of a sentence.
  ///   - retryAfter: How long the server asks to wait.
  init(_ error: ServerError, status: Int, place: String, retryAfter: Duration? = nil) {
    let isQuota = [error.code, error.type].contains("insufficient_quota")
    let code = isQuota ? Code.quotaExceeded : Code(status: status)
    var message = "\(place) reports "
    if let said = error.message, !said.isEmpty {
      message += "\"\(said)\""
    } else {
      message += "an error without a text"
    }
    message += " (status \(status))."
    if let advice = code.advice { message += " \(advice)" }
    if let retryAfter { message += " It asks to wait for \(retryAfter)." }
    self.init(code: code, message: message, status: status, retryAfter: retryAfter)
  }
}

extension LanguageModelError.Code {
  fileprivate init(status: Int) {
    switch status {
    case 401: self = .unauthorized
    case 402: self = .quotaExceeded
    case 403: self = .forbidden
    case 404: self = .notFound
    case 408: self = .timedOut
    case 429: self = .rateLimited
    case 400..<500: self = .badRequest
    case 500...: self = .serverError
    // Redirects are not followed, and nothing else is expected.
    default: self = .malformedResponse
    }
  }

  fileprivate var advice: String? {
    switch self {
    case .unauthorized: "Check the API key: the parameter apiKey, or the environment variable OPENAI_API_KEY."
    case .quotaExceeded: "Check the plan and the billing of the account."
    case .forbidden: "Check what the API key is allowed to do."
    case .notFound: "Check the name of the model and the base URL."
    case .badRequest: "Change the request; repeating it does not help."
    case .rateLimited: "Wait and try again."
    case .serverError, .timedOut: "Try again."
    case .malformedResponse: "Check the base URL."
    default: nil
    }
  }
}
