extension OpenAI: CustomStringConvertible, CustomReflectable {
  /// The model and where it is, without what may be a secret.
  public var description: String { "OpenAI(model: \"\(model)\", baseURL: \"\(shownBaseURL)\")" }

  /// What a model shows of itself: no key, no values of headers, and not the client's inside, which threads work on.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "model": model, "baseURL": shownBaseURL, "temperature": temperature as Any, "maxTokens": maxTokens as Any,
        "timeouts": timeouts, "includesUsage": includesUsage, "headers": headers.keys.sorted(),
      ])
  }

  private var shownBaseURL: String { Endpoint.withoutSecrets(baseURL) }
}
