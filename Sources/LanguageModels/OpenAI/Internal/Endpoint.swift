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
        message: "The base URL \"\(Self.withoutSecrets(baseURL))\" cannot be used. It must begin with http:// or "
          + "https:// and name a host, as in \(OpenAI.defaultBaseURL); set baseURL or the environment variable OPENAI_BASE_URL."
      )
    }
    // The HTTP client would trap on a larger one.
    let hasPort = components.rangeOfPort.map { !$0.isEmpty } ?? false
    guard !hasPort || (1...65535).contains(components.port ?? 0) else {
      throw LanguageModelError(
        code: .invalidConfiguration,
        message: "The base URL \"\(Self.withoutSecrets(baseURL))\" cannot be used, because its port is none from 1 "
          + "to 65535; set baseURL or the environment variable OPENAI_BASE_URL.")
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
    // Regions have hosts of their own, such as eu.api.openai.com.
    self.isOpenAI = ".\(host.lowercased())".hasSuffix(".api.openai.com")
  }

  /// A base URL to show, whether or not it is one: without user, password, query and fragment.
  static func withoutSecrets(_ url: String) -> String {
    let end = url.firstIndex { $0 == "?" || $0 == "#" }
    var text = String(url[..<(end ?? url.endIndex)])
    if let at = text.lastIndex(of: "@") {
      let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
      if start < at { text.replaceSubrange(start..<at, with: "…") }
    }
    return end == nil ? text : text + "?…"
  }
}
