extension OpenAI {
  /// Checks what becomes headers, because the HTTP client's own errors would quote it.
  func checkHeaders(for endpoint: Endpoint) throws(LanguageModelError) {
    guard apiKey.isValid else {
      throw LanguageModelError(
        code: .invalidConfiguration,
        message:
          "The API key for \(endpoint) contains characters that no key has, such as spaces or line breaks. Check "
          + "the parameter apiKey, or the environment variable OPENAI_API_KEY.")
    }
    for (name, value) in headers {
      guard !name.isEmpty, name.utf8.allSatisfy(Self.isAllowedInName), value.utf8.allSatisfy(Self.isAllowedInValue)
      else {
        throw LanguageModelError(
          code: .invalidConfiguration,
          message: "The header \(String(reflecting: name)) for \(endpoint) has a name or a value that HTTP does not "
            + "allow. Check the property headers.")
      }
    }
    let authorizes = !apiKey.isEmpty || headers.keys.contains { $0.lowercased() == "authorization" }
    guard authorizes || !endpoint.isOpenAI else {
      throw LanguageModelError(
        code: .missingAPIKey,
        message: "There is no API key for \(endpoint). Set the environment variable OPENAI_API_KEY or the parameter "
          + "apiKey; for another server, set OPENAI_BASE_URL or the parameter baseURL.")
    }
  }

  /// The characters of a [token](https://www.rfc-editor.org/rfc/rfc9110#name-tokens).
  private static func isAllowedInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func isAllowedInValue(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t") || byte >= 0x20 && byte != 0x7F
  }
}
