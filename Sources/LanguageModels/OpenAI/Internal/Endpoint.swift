#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Where requests go.
struct Endpoint: Sendable, CustomStringConvertible {
  /// The URL to request.
  let url: String

  /// The URL to show: without user, password and query, any of which may hold a secret.
  let description: String

  /// Whether OpenAI itself is at this end.
  let isOpenAI: Bool

  init(baseURL: String) throws(LanguageModelError) {
    guard var components = URLComponents(string: baseURL), let host = components.host, !host.isEmpty,
      let scheme = components.scheme?.lowercased(), scheme == "http" || scheme == "https"
    else {
      throw LanguageModelError(
        code: .invalidConfiguration,
        message: "The base URL \"\(Self.withoutUser(baseURL))\" cannot be used. It must begin with http:// or https:// "
          + "and name a host, as in \(OpenAI.defaultBaseURL); set baseURL or the environment variable OPENAI_BASE_URL.")
    }
    var path = components.percentEncodedPath[...]
    while path.last == "/" { path.removeLast() }
    components.percentEncodedPath = path + "/chat/completions"
    components.fragment = nil
    self.url = components.string ?? baseURL
    components.user = nil
    components.password = nil
    components.query = nil
    self.description = components.string ?? host
    self.isOpenAI = host.lowercased() == "api.openai.com"
  }

  private static func withoutUser(_ url: String) -> String {
    guard let at = url.lastIndex(of: "@") else { return url }
    return "…" + url[at...]
  }
}
