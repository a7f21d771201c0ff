extension OpenAI: CustomStringConvertible, CustomReflectable {
  /// The model and where it is.
  public var description: String { "OpenAI(model: \"\(model)\", baseURL: \"\(baseURL)\")" }

  /// What a model shows of itself: no key, no values of headers, and not the client's inside, which threads work on.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "model": model, "baseURL": baseURL, "temperature": temperature as Any, "maxTokens": maxTokens as Any,
        "timeouts": timeouts, "includesUsage": includesUsage, "headers": headers.keys.sorted(),
      ])
  }
}
